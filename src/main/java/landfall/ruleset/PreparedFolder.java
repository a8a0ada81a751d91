package landfall.ruleset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import landfall.ruleset.Preparation.Prepared;

/** A folder of rules as far as flow two takes it without a database. */
public record PreparedFolder(List<RuleFile> files, Prepared prepared) {

    static PreparedFolder of(Preparation preparation, Path folder) throws IOException {
        List<RuleFile> files = RuleFiles.read(folder);
        return new PreparedFolder(files, preparation.prepare(files));
    }

    /** By another thread, so that a database can be opened meanwhile. */
    public static CompletableFuture<PreparedFolder> begin(Preparation preparation, Path folder) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return of(preparation, folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** What came of it. */
    public static PreparedFolder await(CompletableFuture<PreparedFolder> begun) throws IOException {
        try {
            return begun.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UncheckedIOException unreadable) {
                throw unreadable.getCause();
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
