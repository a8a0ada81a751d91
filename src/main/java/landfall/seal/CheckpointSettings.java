package landfall.seal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where checkpoints are kept outside of the database.
 *
 * @param file that always has the newest one, or null
 * @param url to which each new one is posted, or null
 */
public record CheckpointSettings(@Nullable Path file, @Nullable URI url) {

    public static final CheckpointSettings NONE = new CheckpointSettings(null, null);

    /** @throws IllegalArgumentException where the address is none of a web server */
    @JsonCreator
    public CheckpointSettings(@JsonProperty("file") @Nullable Path file, @JsonProperty("url") @Nullable URI url) {
        if (url != null
                && (url.getHost() == null || !("https".equals(url.getScheme()) || "http".equals(url.getScheme())))) {
            throw new IllegalArgumentException(
                    "audit.checkpoints.url must begin with https:// or http:// and name a host, not be " + url);
        }
        this.file = file;
        this.url = url;
    }
}
