package landfall.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** What the commands about keys print. */
public final class KeyReport {

    private final PrintStream out;

    public KeyReport(PrintStream out) {
        this.out = out;
    }

    /** The key alone on the first line, so that a script can take it. */
    public void made(JsonNode made) {
        out.println(made.path("key").asText());
        out.println(line(made.path("about")));
        out.println("Nobody can show this key again. From now on every call needs a key.");
    }

    public void listed(JsonNode keys) {
        keys.path("keys").forEach(key -> out.println(key.path("id").asText() + "  " + line(key) + state(key)));
        if (keys.path("keys").isEmpty()) {
            out.println("no keys: whoever uses this machine may do everything");
        }
    }

    public void revoked(JsonNode key) {
        out.println("revoked: " + key.path("id").asText() + "  " + line(key));
    }

    private static String line(JsonNode key) {
        return key.path("name").asText() + ", " + key.path("kind").asText() + ": " + words(key.path("roles"))
                + (key.path("teams").isEmpty() ? "" : "; teams " + words(key.path("teams")))
                + (key.has("perSecond")
                        ? "; " + Counted.of(key.path("perSecond").asLong(), "call") + " a second"
                        : "")
                + (key.has("expiresAt") ? "; until " + key.path("expiresAt").asText() : "");
    }

    private static String state(JsonNode key) {
        return (key.has("revokedAt") ? "; revoked at " + key.path("revokedAt").asText() : "")
                + (key.has("usedAt") ? "; used at " + key.path("usedAt").asText() : "; not used yet");
    }

    private static String words(JsonNode list) {
        List<String> words = new ArrayList<>();
        list.forEach(word -> words.add(word.asText()));
        return String.join(", ", words);
    }
}
