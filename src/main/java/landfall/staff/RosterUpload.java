package landfall.staff;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import landfall.http.ProblemIssue;
import landfall.ruleset.FileKind;
import landfall.ruleset.RuleFile;
import landfall.ruleset.RuleFiles;

/**
 * A zip of a roster's folder, read: paths with or without {@code roster/} before them, hidden files and notes left out.
 * Nothing of it is written to disk, and however much it grows when unpacked, reading ends at the limits.
 */
final class RosterUpload {

    private static final Pattern HIDDEN = Pattern.compile("(^|/)\\.[^./]");
    private static final int MOST_PACKED = 16 << 20;
    private static final int MOST_UNPACKED = 64 << 20;
    private static final int MOST_FILES = 1_000;

    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_LENGTH = 22;
    /** Where in the record that ends a zip the number of entries stands. */
    private static final int END_COUNT = 10;

    private final Map<String, RuleFile> files = new HashMap<>();
    private final List<ProblemIssue> faults = new ArrayList<>();
    private int entries;
    private long left = MOST_UNPACKED;

    private RosterUpload() {}

    /**
     * Reads all of it.
     *
     * @throws ApiException where it is no zip, is too large, or holds something else than a roster
     */
    static List<RuleFile> read(InputStream body) throws IOException {
        byte[] packed = body.readNBytes(MOST_PACKED + 1);
        if (packed.length > MOST_PACKED) {
            throw new ApiException(ErrorCode.BODY_TOO_LARGE, "At most " + MOST_PACKED + " bytes are taken.");
        }
        RosterUpload upload = new RosterUpload();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(packed))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                upload.take(entry, zip);
            }
        } catch (IOException | IllegalArgumentException damaged) {
            throw new ApiException(ErrorCode.MALFORMED_ARCHIVE, "The zip is damaged.", damaged);
        }
        if (upload.entries == 0) {
            throw new ApiException(ErrorCode.MALFORMED_ARCHIVE, "The body is no zip, or an empty one.");
        }
        if (upload.entries != entriesAtEnd(packed)) {
            throw new ApiException(ErrorCode.MALFORMED_ARCHIVE, "The zip is not whole.");
        }
        if (!upload.faults.isEmpty()) {
            throw new ApiException(
                    ErrorCode.MALFORMED_ARCHIVE, "The zip holds something else than a roster.", upload.faults);
        }
        return List.copyOf(upload.files.values());
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

    private void take(ZipEntry entry, ZipInputStream zip) throws IOException {
        if (++entries > MOST_FILES) {
            throw new ApiException(ErrorCode.MALFORMED_ARCHIVE, "At most " + MOST_FILES + " files are taken.");
        }
        String name = entry.getName().replace('\\', '/');
        byte[] bytes = zip.readNBytes((int) left + 1);
        left -= bytes.length;
        if (left < 0) {
            throw new ApiException(
                    ErrorCode.BODY_TOO_LARGE, "At most " + MOST_UNPACKED + " bytes are taken once they are unpacked.");
        }
        if (entry.isDirectory() || isHidden(name)) {
            return;
        }
        String path = name.startsWith(RuleFiles.ROSTER) ? name : RuleFiles.ROSTER + name;
        FileKind kind = FileKind.of(path);
        if (kind == FileKind.ROSTER && files.putIfAbsent(path, new RuleFile(path, bytes)) != null) {
            fault(path, "This file is there twice.");
        } else if (kind != FileKind.ROSTER && kind != FileKind.NOTE) {
            fault(path, "A roster has .csv files, and roster/duty/NAME.csv; leave this one out.");
        }
    }

    private void fault(String path, String message) {
        faults.add(ProblemIssue.at(path, ErrorCode.MALFORMED_ARCHIVE.code(), message));
    }

    private static boolean isHidden(String name) {
        return name.startsWith("__MACOSX/") || HIDDEN.matcher(name).find();
    }
}
