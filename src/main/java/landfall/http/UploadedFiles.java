package landfall.http;

import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Promise;
import org.jspecify.annotations.Nullable;

/**
 * Files that a caller sends, in a zip or as {@code multipart/form-data}, hidden ones left out. Nothing of them is written to
 * disk, and however much they grow when they are unpacked, reading ends at the limits.
 */
public final class UploadedFiles {

    private static final Pattern HIDDEN = Pattern.compile("(^|/)\\.[^./]");

    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_LENGTH = 22;
    /** Where in the record that ends a zip the number of entries stands. */
    private static final int END_COUNT = 10;

    /**
     * One of them.
     *
     * @param path as it was sent, with {@code /}
     */
    public record UploadedFile(String path, byte[] bytes) {}

    /**
     * How much is taken.
     *
     * @param packed bytes of the body
     * @param unpacked bytes of all files
     * @param files how many of them
     */
    public record Most(int packed, int unpacked, int files) {}

    private final Most most;
    private final List<UploadedFile> files = new ArrayList<>();
    private int entries;
    private long left;

    private UploadedFiles(Most most) {
        this.most = most;
        this.left = most.unpacked();
    }

    /**
     * Reads all of them, in their order.
     *
     * @param type of the body; null or anything but multipart: a zip
     * @throws ApiException where it is neither, is damaged, or is too large
     */
    public static List<UploadedFile> read(InputStream body, @Nullable MediaType type, Most most) throws IOException {
        byte[] packed = body.readNBytes(most.packed() + 1);
        if (packed.length > most.packed()) {
            throw new ApiException(ErrorCode.BODY_TOO_LARGE, "At most " + most.packed() + " bytes are taken.");
        }
        UploadedFiles upload = new UploadedFiles(most);
        if (type != null && type.getType().equals("multipart")) {
            upload.readParts(packed, type.getParameters().getOrDefault("boundary", ""));
        } else {
            upload.readZip(packed);
        }
        return List.copyOf(upload.files);
    }

    private void readZip(byte[] packed) {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(packed))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] bytes = zip.readNBytes((int) Math.min(left + 1, Integer.MAX_VALUE));
                take(entry.getName(), bytes, entry.isDirectory());
            }
        } catch (IOException | IllegalArgumentException damaged) {
            throw new ApiException(ErrorCode.MALFORMED_ARCHIVE, "The zip is damaged.", damaged);
        }
        if (entries == 0) {
            throw new ApiException(ErrorCode.MALFORMED_ARCHIVE, "The body is no zip, or an empty one.");
        }
        if (entries != entriesAtEnd(packed)) {
            throw new ApiException(ErrorCode.MALFORMED_ARCHIVE, "The zip is not whole.");
        }
    }

    /** How many the zip says it has, in the record that ends it (APPNOTE 4.3.16); -1 where it was cut off before. */
    private static int entriesAtEnd(byte[] packed) {
        ByteBuffer bytes = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = packed.length - END_LENGTH; at >= 0; at--) {
            if (bytes.getInt(at) == END_SIGNATURE) {
                return Short.toUnsignedInt(bytes.getShort(at + END_COUNT));
            }
        }
        return -1;
    }

    private void readParts(byte[] packed, String boundary) {
        if (boundary.isEmpty()) {
            throw new ApiException(ErrorCode.MALFORMED_ARCHIVE, "The Content-Type names no boundary.");
        }
        MultiPartFormData.Parser parser = new MultiPartFormData.Parser(boundary);
        parser.setUseFilesForPartsWithoutFileName(false);
        parser.setMaxMemoryFileSize(-1);
        parser.setMaxParts(most.files());
        CompletableFuture<MultiPartFormData.Parts> parsed = new CompletableFuture<>();
        parser.parse(Content.Source.from(ByteBuffer.wrap(packed)), Promise.Invocable.toPromise(parsed));
        try (MultiPartFormData.Parts parts = parsed.join()) {
            for (MultiPart.Part part : parts) {
                String name = part.getFileName();
                if (name == null) {
                    throw new ApiException(
                            ErrorCode.MALFORMED_ARCHIVE,
                            "The part \"" + part.getName() + "\" is no file: each needs a filename, its path.");
                }
                take(name, bytes(part), false);
            }
        } catch (IOException | CompletionException | IllegalStateException damaged) {
            throw new ApiException(ErrorCode.MALFORMED_ARCHIVE, "The multipart body is damaged.", damaged);
        }
        if (entries == 0) {
            throw new ApiException(ErrorCode.MALFORMED_ARCHIVE, "The multipart body has no files.");
        }
    }

    private static byte[] bytes(MultiPart.Part part) throws IOException {
        ByteBuffer content = Content.Source.asByteBuffer(part.getContentSource());
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        return bytes;
    }

    private void take(String name, byte[] bytes, boolean folder) {
        if (++entries > most.files()) {
            throw new ApiException(ErrorCode.MALFORMED_ARCHIVE, "At most " + most.files() + " files are taken.");
        }
        left -= bytes.length;
        if (left < 0) {
            throw new ApiException(
                    ErrorCode.BODY_TOO_LARGE,
                    "At most " + most.unpacked() + " bytes are taken once they are unpacked.");
        }
        String path = name.replace('\\', '/');
        if (!folder && !path.startsWith("__MACOSX/") && !HIDDEN.matcher(path).find()) {
            files.add(new UploadedFile(path, bytes));
        }
    }
}
