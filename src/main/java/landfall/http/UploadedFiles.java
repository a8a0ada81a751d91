package landfall.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Files that a caller sends, in a zip, as {@code multipart/form-data} or as JSON, hidden ones left out. However much they grow
 * when they are unpacked, reading ends at the limits. A path that leads out of its folder is refused.
 */
public final class UploadedFiles {

    /** The media type of the first. */
    public static final String ZIP = "application/zip";

    private static final Pattern HIDDEN = Pattern.compile("(^|/)\\.[^./]");
    private static final Pattern HERE = Pattern.compile("(?<=^|/)\\./");
    /** JSON is taken as a whole. */
    private static final int MOST_JSON = 64 << 20;

    /**
     * One of them.
     *
     * @param path as it was sent, with {@code /}, and without {@code ./}
     */
    public record UploadedFile(String path, byte[] bytes) {}

    /**
     * How much is taken.
     *
     * @param packed bytes of the body
     * @param unpacked bytes of all files but those that are put aside
     * @param files how many of them
     */
    public record Most(long packed, int unpacked, int files) {}

    /** Takes files that are too large to be kept in memory. */
    public interface Aside {

        /** Whether it takes this one. */
        boolean wants(String path);

        /** Takes it; the content isn't closed. */
        void take(String path, InputStream content) throws IOException;
    }

    private final Most most;
    private final @Nullable Aside aside;
    private final List<UploadedFile> files = new ArrayList<>();
    private final List<ProblemIssue> faults = new ArrayList<>();
    private int entries;
    private long left;

    private UploadedFiles(Most most, @Nullable Aside aside) {
        this.most = most;
        this.aside = aside;
        this.left = most.unpacked();
    }

    /**
     * Reads all of them, in their order.
     *
     * @param type of the body; null or anything but multipart and JSON: a zip
     * @param aside null: nothing is put aside, and nothing is written to disk
     * @throws ApiException where it is none of them, is damaged or too large, or a path leads out of the folder
     */
    public static List<UploadedFile> read(InputStream body, @Nullable MediaType type, Most most, @Nullable Aside aside)
            throws IOException {
        UploadedFiles upload = new UploadedFiles(most, aside);
        boolean isJson = type != null && MediaType.APPLICATION_JSON_TYPE.isCompatible(type);
        CountedBody counted = new CountedBody(body, isJson ? Math.min(MOST_JSON, most.packed()) : most.packed());
        if (type != null && type.getType().equals("multipart")) {
            upload.readParts(counted, type.getParameters().getOrDefault("boundary", ""));
        } else if (isJson) {
            upload.readJson(counted);
        } else {
            upload.readZip(counted);
        }
        refuse(upload.faults);
        return List.copyOf(upload.files);
    }

    /** Throws where there is any fault. */
    public static void refuse(List<ProblemIssue> faults) {
        if (!faults.isEmpty()) {
            throw new ApiException(ErrorCode.MALFORMED_ARCHIVE, "Not every file can be taken.", faults);
        }
    }

    /** A fault of one file. */
    public static ProblemIssue fault(String path, String message) {
        return ProblemIssue.at(path, ErrorCode.MALFORMED_ARCHIVE.code(), message);
    }

    private void readZip(CountedBody body) throws IOException {
        int atEnd;
        try {
            // Not closed: the body is the server's.
            ZipInputStream zip = new ZipInputStream(body);
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                take(entry.getName(), zip, entry.isDirectory());
            }
            atEnd = body.entriesAtEnd();
        } catch (IOException | IllegalArgumentException damaged) {
            throw new ApiException(ErrorCode.MALFORMED_ARCHIVE, "The zip is damaged.", damaged);
        }
        if (entries == 0) {
            throw new ApiException(ErrorCode.MALFORMED_ARCHIVE, "The body is no zip, or an empty one.");
        }
        if (entries != atEnd) {
            throw new ApiException(ErrorCode.MALFORMED_ARCHIVE, "The zip is not whole.");
        }
    }

    private void readParts(CountedBody body, String boundary) throws IOException {
        UploadedParts.read(body, boundary, most.files(), aside != null, (name, content) -> take(name, content, false));
        if (entries == 0) {
            throw new ApiException(ErrorCode.MALFORMED_ARCHIVE, "The multipart body has no files.");
        }
    }

    private void readJson(CountedBody body) throws IOException {
        ObjectMapper json = Json.configure(new ObjectMapper(), Limits.DEFAULTS);
        json.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(MOST_JSON)
                        .build());
        SentFiles sent;
        try {
            sent = json.readValue(body, SentFiles.class);
        } catch (JsonProcessingException fault) {
            throw Problems.find(fault, ApiException.class).orElseGet(() -> JsonFaults.classify(fault));
        }
        List<SentFiles.@Nullable SentFile> all = sent == null || sent.files() == null ? List.of() : sent.files();
        for (int i = 0; i < all.size(); i++) {
            SentFiles.SentFile file = all.get(i);
            if (file == null || file.path() == null || (file.text() == null) == (file.base64() == null)) {
                faults.add(fault("/files/" + i, "A file has a path, and either text or base64."));
            } else {
                byte[] bytes = file.text() == null ? file.base64() : file.text().getBytes(StandardCharsets.UTF_8);
                take(file.path(), new ByteArrayInputStream(bytes == null ? new byte[0] : bytes), false);
            }
        }
        if (all.isEmpty()) {
            throw new ApiException(ErrorCode.MALFORMED_ARCHIVE, "The JSON has no files.");
        }
    }

    private void take(String name, InputStream content, boolean folder) throws IOException {
        if (++entries > most.files()) {
            throw tooMany(most.files());
        }
        String path = HERE.matcher(name.replace('\\', '/')).replaceAll("");
        boolean leftOut =
                folder || path.startsWith("__MACOSX/") || HIDDEN.matcher(path).find();
        if (!leftOut && isOutside(path)) {
            faults.add(fault(path, "This path leads out of the folder."));
        } else if (!leftOut && aside != null && aside.wants(path)) {
            aside.take(path, content);
            return;
        }
        byte[] bytes = content.readNBytes((int) Math.min(left + 1, Integer.MAX_VALUE));
        left -= bytes.length;
        if (left < 0) {
            throw new ApiException(
                    ErrorCode.BODY_TOO_LARGE,
                    "At most " + most.unpacked() + " bytes are taken once they are unpacked.");
        }
        if (!leftOut) {
            files.add(new UploadedFile(path, bytes));
        }
    }

    static ApiException tooMany(int most) {
        return new ApiException(ErrorCode.MALFORMED_ARCHIVE, "At most " + most + " files are taken.");
    }

    private static boolean isOutside(String path) {
        return path.isEmpty()
                || path.startsWith("/")
                || path.indexOf(':') >= 0
                || List.of(path.split("/", -1)).contains("..");
    }
}
