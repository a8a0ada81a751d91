package landfall.publishing;

import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import landfall.http.ProblemIssue;
import landfall.http.UploadedFiles;
import landfall.http.UploadedFiles.UploadedFile;
import landfall.ruleset.FileKind;
import landfall.ruleset.RuleFile;
import landfall.ruleset.RuleFile.Reading;
import org.jspecify.annotations.Nullable;

/**
 * A folder of rules as a caller sends it. The roster in it is left out, since it is published apart; so are notes, samples and
 * hidden files, as in a folder.
 *
 * @param files without a roster, by path
 * @param leftOut paths of the roster's files
 */
record RuleSetUpload(List<RuleFile> files, List<String> leftOut) {

    private static final UploadedFiles.Most MOST = new UploadedFiles.Most(64 << 20, 256 << 20, 5_001);
    private static final byte[] NOTHING = {};
    private static final Set<FileKind> PLACED =
            EnumSet.of(FileKind.LIST, FileKind.ALIASES, FileKind.RATES, FileKind.ROSTER, FileKind.CASES);

    /**
     * Reads all of it.
     *
     * @throws ApiException where it can't be read, is too large, or has a file twice or outside
     */
    static RuleSetUpload read(InputStream body, @Nullable MediaType type) throws IOException {
        List<UploadedFile> sent = UploadedFiles.read(body, type, MOST);
        int skipped = top(sent);
        Map<String, RuleFile> files = new HashMap<>();
        List<String> leftOut = new ArrayList<>();
        List<ProblemIssue> faults = new ArrayList<>();
        for (UploadedFile each : sent) {
            String path = each.path().substring(skipped);
            FileKind kind = FileKind.of(path);
            if (isOutside(path)) {
                faults.add(fault(path, "This path leads out of the folder."));
            } else if (kind == FileKind.ROSTER) {
                leftOut.add(path);
            } else if (kind != FileKind.NOTE && files.putIfAbsent(path, file(path, kind, each.bytes())) != null) {
                faults.add(fault(path, "This file is there twice."));
            }
        }
        if (!faults.isEmpty()) {
            throw new ApiException(ErrorCode.MALFORMED_ARCHIVE, "Not every file can be taken.", faults);
        }
        return new RuleSetUpload(
                files.values().stream()
                        .sorted(Comparator.comparing(RuleFile::path))
                        .toList(),
                leftOut.stream().sorted().toList());
    }

    private static RuleFile file(String path, FileKind kind, byte[] bytes) {
        return kind == FileKind.OTHER ? new RuleFile(path, NOTHING, Reading.IGNORED) : new RuleFile(path, bytes);
    }

    /** The length of the one folder that all lies in, where it is plainly the folder of rules itself. */
    private static int top(List<UploadedFile> files) {
        String first = files.isEmpty() ? "" : files.get(0).path();
        int length = first.indexOf('/') + 1;
        String folder = first.substring(0, length);
        boolean all = length > 0 && files.stream().allMatch(file -> file.path().startsWith(folder));
        return all
                        && files.stream().noneMatch(file -> PLACED.contains(FileKind.of(file.path())))
                        && files.stream()
                                .anyMatch(file ->
                                        PLACED.contains(FileKind.of(file.path().substring(length))))
                ? length
                : 0;
    }

    private static boolean isOutside(String path) {
        return path.isEmpty()
                || path.startsWith("/")
                || path.indexOf(':') >= 0
                || List.of(path.split("/")).contains("..");
    }

    private static ProblemIssue fault(String path, String message) {
        return ProblemIssue.at(path, ErrorCode.MALFORMED_ARCHIVE.code(), message);
    }
}
