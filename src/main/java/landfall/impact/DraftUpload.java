package landfall.impact;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import landfall.http.ProblemIssue;
import landfall.ruleset.FileKind;
import landfall.ruleset.RuleFile;
import org.jspecify.annotations.Nullable;

/**
 * A draft as a caller sends it: a zip of its folder of rules, and in it the file of accounts where it is asked over one.
 * Accounts are put into a temporary file while they come; however much the rest grows when unpacked, reading ends at the
 * limits.
 *
 * @param rules the folder's files, by path
 * @param accounts the temporary file; null where none was sent. Whoever asked deletes it
 */
record DraftUpload(List<RuleFile> rules, @Nullable Path accounts) {

    private static final Pattern HIDDEN = Pattern.compile("(^|/)\\.[^./]");
    private static final Set<String> ACCOUNTS = Set.of("accounts.csv", "accounts.ndjson");
    private static final String TOP = "rules/";
    private static final long MOST_RULES = 256L << 20;
    private static final long MOST_ACCOUNTS = 2L << 30;
    private static final int MOST_FILES = 5_001;

    DraftUpload {
        rules = List.copyOf(rules);
    }

    /**
     * Reads all of it.
     *
     * @throws ApiException where it is no zip, is too large, or has a file twice
     */
    static DraftUpload read(InputStream body) throws IOException {
        Reader reader = new Reader();
        boolean whole = false;
        try (ZipInputStream zip = new ZipInputStream(body)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                reader.take(entry, zip);
            }
            whole = true;
        } catch (IOException | IllegalArgumentException damaged) {
            throw new ApiException(ErrorCode.MALFORMED_ARCHIVE, "The zip is damaged.", damaged);
        } finally {
            if (!whole) {
                reader.forget();
            }
        }
        return reader.upload();
    }

    private static final class Reader {
        private final Map<String, RuleFile> files = new HashMap<>();
        private final List<ProblemIssue> faults = new ArrayList<>();
        private @Nullable Path accounts;
        private int entries;
        private long left = MOST_RULES;

        void take(ZipEntry entry, ZipInputStream zip) throws IOException {
            if (++entries > MOST_FILES) {
                throw new ApiException(ErrorCode.MALFORMED_ARCHIVE, "At most " + MOST_FILES + " files are taken.");
            }
            String path = entry.getName().replace('\\', '/');
            if (path.startsWith(TOP)) {
                path = path.substring(TOP.length());
            }
            if (entry.isDirectory()
                    || path.startsWith("__MACOSX/")
                    || HIDDEN.matcher(path).find()) {
                return;
            }
            if (ACCOUNTS.contains(path.toLowerCase(Locale.ROOT))) {
                spool(path, zip);
                return;
            }
            byte[] bytes = zip.readNBytes((int) left + 1);
            left -= bytes.length;
            if (left < 0) {
                throw new ApiException(
                        ErrorCode.BODY_TOO_LARGE,
                        "At most " + MOST_RULES + " bytes of rules are taken once they are unpacked.");
            }
            FileKind kind = FileKind.of(path);
            if (kind != FileKind.NOTE
                    && kind != FileKind.OTHER
                    && files.putIfAbsent(path, new RuleFile(path, bytes)) != null) {
                faults.add(ProblemIssue.at(path, ErrorCode.MALFORMED_ARCHIVE.code(), "This file is there twice."));
            }
        }

        private void spool(String path, ZipInputStream zip) throws IOException {
            if (accounts != null) {
                faults.add(ProblemIssue.at(
                        path, ErrorCode.MALFORMED_ARCHIVE.code(), "There is more than one file of accounts."));
                return;
            }
            Path file = Files.createTempFile("landfall-accounts", path.substring(path.lastIndexOf('.')));
            accounts = file;
            try (OutputStream out = Files.newOutputStream(file)) {
                byte[] chunk = new byte[64 * 1024];
                long taken = 0;
                for (int read = zip.read(chunk); read >= 0; read = zip.read(chunk)) {
                    taken += read;
                    if (taken > MOST_ACCOUNTS) {
                        throw new ApiException(
                                ErrorCode.BODY_TOO_LARGE,
                                "At most " + MOST_ACCOUNTS + " bytes of accounts are taken once they are unpacked.");
                    }
                    out.write(chunk, 0, read);
                }
            }
        }

        void forget() throws IOException {
            if (accounts != null) {
                Files.deleteIfExists(accounts);
            }
        }

        DraftUpload upload() throws IOException {
            if (files.isEmpty() && faults.isEmpty()) {
                faults.add(ProblemIssue.at(
                        "body", ErrorCode.MALFORMED_ARCHIVE.code(), "There are no rules in it, or it is no zip."));
            }
            if (!faults.isEmpty()) {
                forget();
                throw new ApiException(ErrorCode.MALFORMED_ARCHIVE, "The draft can't be taken as it is.", faults);
            }
            return new DraftUpload(
                    files.values().stream()
                            .sorted(Comparator.comparing(RuleFile::path))
                            .toList(),
                    accounts);
        }
    }
}
