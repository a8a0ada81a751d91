package landfall.upload;

import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import landfall.http.ProblemIssue;
import landfall.http.UploadedFiles;
import landfall.http.UploadedFiles.Most;
import landfall.http.UploadedFiles.UploadedFile;
import landfall.ruleset.FileKind;
import landfall.ruleset.RuleFile;
import landfall.ruleset.RuleFile.Reading;
import landfall.ruleset.RuleFiles;
import org.jspecify.annotations.Nullable;

/**
 * A folder as a caller sends it, in a zip, as {@code multipart/form-data} or as JSON. Notes, samples and hidden files are left
 * out, as in a folder; where all lies in one folder, that is the folder.
 *
 * @param rules all but the roster, by path; files of no known kind are named, and empty
 * @param roster the roster's files, by path
 * @param accounts a temporary file of accounts, for drafts alone; null where none was sent. Whoever asked deletes it
 */
public record FolderUpload(List<RuleFile> rules, List<RuleFile> roster, @Nullable Path accounts) {

    private static final Most MOST_RULES = new Most(64 << 20, 256 << 20, 5_001);
    private static final Most MOST_DRAFT = new Most(2L << 30, 256 << 20, 5_001);
    private static final Most MOST_ROSTER = new Most(16 << 20, 64 << 20, 1_000);
    private static final byte[] NOTHING = {};
    private static final Set<FileKind> PLACED =
            EnumSet.of(FileKind.LIST, FileKind.ALIASES, FileKind.RATES, FileKind.ROSTER, FileKind.CASES);

    public FolderUpload {
        rules = List.copyOf(rules);
        roster = List.copyOf(roster);
    }

    /**
     * Rules, and whatever roster lies with them.
     *
     * @param type of the body
     * @throws ApiException where it can't be read, is too large, or has a file twice or outside
     */
    public static FolderUpload ofRules(InputStream body, @Nullable MediaType type) throws IOException {
        return rules(UploadedFiles.read(body, type, MOST_RULES, null));
    }

    /**
     * The same, and a file of accounts where one lies beside them.
     *
     * @param type of the body
     * @throws ApiException where it can't be read, is too large, or has a file twice or outside
     */
    public static FolderUpload ofDraft(InputStream body, @Nullable MediaType type) throws IOException {
        SentAccounts accounts = new SentAccounts();
        boolean whole = false;
        try {
            FolderUpload upload =
                    rules(UploadedFiles.read(body, type, MOST_DRAFT, accounts)).with(accounts.file());
            whole = true;
            return upload;
        } finally {
            if (!whole) {
                accounts.forget();
            }
        }
    }

    /**
     * A roster alone: paths with or without {@code roster/} before them.
     *
     * @param type of the body
     * @throws ApiException where it can't be read, is too large, or holds something else than a roster
     */
    public static FolderUpload ofRoster(InputStream body, @Nullable MediaType type) throws IOException {
        Files files = new Files();
        List<ProblemIssue> faults = new ArrayList<>();
        for (UploadedFile file : UploadedFiles.read(body, type, MOST_ROSTER, null)) {
            String path = file.path().startsWith(RuleFiles.ROSTER) ? file.path() : RuleFiles.ROSTER + file.path();
            FileKind kind = FileKind.of(path);
            if (kind == FileKind.ROSTER) {
                files.add(new RuleFile(path, file.bytes()));
            } else if (kind != FileKind.NOTE) {
                faults.add(UploadedFiles.fault(
                        path, "A roster has .csv files, and roster/duty/NAME.csv; leave this one out."));
            }
        }
        if (!faults.isEmpty()) {
            throw new ApiException(
                    ErrorCode.MALFORMED_ARCHIVE, "The upload holds something else than a roster.", faults);
        }
        return new FolderUpload(List.of(), files.byPath(), null);
    }

    private FolderUpload with(@Nullable Path sent) {
        return new FolderUpload(rules, roster, sent);
    }

    private static FolderUpload rules(List<UploadedFile> sent) {
        int skipped = top(sent);
        Files rules = new Files();
        for (UploadedFile each : sent) {
            String path = each.path().substring(skipped);
            FileKind kind = FileKind.of(path);
            if (kind != FileKind.NOTE) {
                rules.add(
                        kind == FileKind.OTHER
                                ? new RuleFile(path, NOTHING, Reading.IGNORED)
                                : new RuleFile(path, each.bytes()));
            }
        }
        List<RuleFile> all = rules.byPath();
        return new FolderUpload(RuleFiles.withoutRoster(all), RuleFiles.onlyRoster(all), null);
    }

    /** Files, none of them twice. */
    private static final class Files {
        private final List<RuleFile> files = new ArrayList<>();
        private final Set<String> paths = new HashSet<>();
        private final List<ProblemIssue> faults = new ArrayList<>();

        void add(RuleFile file) {
            if (paths.add(file.path())) {
                files.add(file);
            } else {
                faults.add(UploadedFiles.fault(file.path(), "This file is there twice."));
            }
        }

        List<RuleFile> byPath() {
            UploadedFiles.refuse(faults);
            files.sort(Comparator.comparing(RuleFile::path));
            return files;
        }
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
}
