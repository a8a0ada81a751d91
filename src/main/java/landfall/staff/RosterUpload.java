package landfall.staff;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import landfall.http.ProblemIssue;
import landfall.http.UploadedFiles;
import landfall.ruleset.FileKind;
import landfall.ruleset.RuleFile;
import landfall.ruleset.RuleFiles;

/** A zip of a roster's folder, read: paths with or without {@code roster/} before them, hidden files and notes left out. */
final class RosterUpload {

    private static final UploadedFiles.Most MOST = new UploadedFiles.Most(16 << 20, 64 << 20, 1_000);

    private RosterUpload() {}

    /**
     * Reads all of it.
     *
     * @throws ApiException where it is no zip, is too large, or holds something else than a roster
     */
    static List<RuleFile> read(InputStream body) throws IOException {
        Map<String, RuleFile> files = new HashMap<>();
        List<ProblemIssue> faults = new ArrayList<>();
        for (UploadedFiles.UploadedFile file : UploadedFiles.read(body, null, MOST)) {
            String path = file.path().startsWith(RuleFiles.ROSTER) ? file.path() : RuleFiles.ROSTER + file.path();
            FileKind kind = FileKind.of(path);
            if (kind == FileKind.ROSTER && files.putIfAbsent(path, new RuleFile(path, file.bytes())) != null) {
                faults.add(fault(path, "This file is there twice."));
            } else if (kind != FileKind.ROSTER && kind != FileKind.NOTE) {
                faults.add(fault(path, "A roster has .csv files, and roster/duty/NAME.csv; leave this one out."));
            }
        }
        if (!faults.isEmpty()) {
            throw new ApiException(ErrorCode.MALFORMED_ARCHIVE, "The zip holds something else than a roster.", faults);
        }
        return List.copyOf(files.values());
    }

    private static ProblemIssue fault(String path, String message) {
        return ProblemIssue.at(path, ErrorCode.MALFORMED_ARCHIVE.code(), message);
    }
}
