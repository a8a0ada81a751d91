package landfall.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Promise;
import org.jspecify.annotations.Nullable;

/** Files of a {@code multipart/form-data} body (RFC 7578). */
final class UploadedParts {

    private UploadedParts() {}

    /** Takes one of them; the content isn't read later. */
    @FunctionalInterface
    interface Taker {
        void take(String path, InputStream content) throws IOException;
    }

    /**
     * Reads all of them.
     *
     * @param most how many there may be
     * @param onDisk whether they wait in temporary files, or in memory
     */
    static void read(InputStream body, String boundary, int most, boolean onDisk, Taker taker) throws IOException {
        if (boundary.isEmpty()) {
            throw new ApiException(ErrorCode.MALFORMED_ARCHIVE, "The Content-Type names no boundary.");
        }
        MultiPartFormData.Parser parser = new MultiPartFormData.Parser(boundary);
        parser.setUseFilesForPartsWithoutFileName(false);
        parser.setMaxParts(most);
        Path folder = onDisk ? Files.createTempDirectory("landfall-upload") : null;
        parser.setMaxMemoryFileSize(folder == null ? -1 : 0);
        if (folder != null) {
            parser.setFilesDirectory(folder);
        }
        CompletableFuture<MultiPartFormData.Parts> parsed = new CompletableFuture<>();
        try {
            parser.parse(Content.Source.from(body), Promise.Invocable.toPromise(parsed));
            try (MultiPartFormData.Parts parts = parsed.join()) {
                for (MultiPart.Part part : parts) {
                    take(part, taker);
                }
            }
        } catch (IOException | CompletionException | IllegalStateException damaged) {
            throw refused(damaged, most);
        } finally {
            delete(folder);
        }
    }

    private static void take(MultiPart.Part part, Taker taker) throws IOException {
        String name = part.getFileName();
        if (name == null) {
            throw new ApiException(
                    ErrorCode.MALFORMED_ARCHIVE,
                    "The part \"" + part.getName() + "\" is no file: each needs a filename, its path.");
        }
        try (InputStream content = Content.Source.asInputStream(part.getContentSource())) {
            taker.take(name, content);
        }
    }

    /** That there are too many the parser says only in words. */
    private static ApiException refused(Exception damaged, int most) {
        boolean tooMany = Problems.find(damaged, IllegalStateException.class)
                .map(each -> String.valueOf(each.getMessage()).contains("too many"))
                .orElse(false);
        return tooMany
                ? UploadedFiles.tooMany(most)
                : Problems.find(damaged, ApiException.class)
                        .orElseGet(() -> new ApiException(
                                ErrorCode.MALFORMED_ARCHIVE, "The multipart body is damaged.", damaged));
    }

    private static void delete(@Nullable Path folder) throws IOException {
        if (folder == null) {
            return;
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
