package landfall.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import landfall.http.UploadedFiles;
import landfall.ruleset.FileKind;
import org.jspecify.annotations.Nullable;

/** The file of accounts beside a draft: {@code accounts.csv} or {@code accounts.ndjson}, put into a temporary file. */
final class SentAccounts implements UploadedFiles.Aside {

    /** In the folder of rules, which may itself lie in another one. */
    private static final Pattern ACCOUNTS =
            Pattern.compile("([^/]+/)?accounts\\.(csv|ndjson)", Pattern.CASE_INSENSITIVE);

    private static final long MOST = 2L << 30;

    private @Nullable Path file;

    /** Null where none was sent. */
    @Nullable
    Path file() {
        return file;
    }

    void forget() throws IOException {
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }

    /** A list may be named accounts, too. */
    @Override
    public boolean wants(String path) {
        return ACCOUNTS.matcher(path).matches() && FileKind.of(path) == FileKind.OTHER;
    }

    @Override
    public void take(String path, InputStream content) throws IOException {
        if (file != null) {
            UploadedFiles.refuse(List.of(UploadedFiles.fault(path, "There is more than one file of accounts.")));
        }
        Path spool = Files.createTempFile("landfall-accounts", path.substring(path.lastIndexOf('.')));
        file = spool;
        try (OutputStream out = Files.newOutputStream(spool)) {
            byte[] chunk = new byte[64 * 1024];
            long taken = 0;
            for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
                taken += read;
                if (taken > MOST) {
                    throw new ApiException(
                            ErrorCode.BODY_TOO_LARGE,
                            "At most " + MOST + " bytes of accounts are taken once they are unpacked.");
                }
                out.write(chunk, 0, read);
            }
        }
    }
}
