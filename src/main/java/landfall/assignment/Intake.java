package landfall.assignment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import landfall.account.AccountRequest;
import landfall.assignment.AssignmentRequest.Flags;
import landfall.http.CallIds;
import landfall.http.ProblemIssue;
import landfall.language.Years;
import org.jspecify.annotations.Nullable;

/** Reads a body and its headers into a request; every fault of them in one answer. */
final class Intake {

    /** A header of a call, by its name. */
    @FunctionalInterface
    interface Headers {
        @Nullable
        String get(String name);
    }

    static final int LONGEST_KEY = 255;
    private static final Set<String> FLAGS = Set.of("test", "reassign", "match", "idempotencyKey", "at", "version");

    private final BodyReader bodies;
    private final IntakeWatch watch;

    /** One that nobody watches. */
    Intake(ObjectMapper mapper) {
        this(mapper, IntakeListener.NONE);
    }

    /** @param listener told of what is refused or repeated */
    Intake(ObjectMapper mapper, IntakeListener listener) {
        this.bodies = new BodyReader(mapper);
        this.watch = new IntakeWatch(listener);
    }

    IntakeWatch watch() {
        return watch;
    }

    /** Reads a call, and sees it where it can't be read. */
    AssignmentRequest readWatched(SentBody body, Headers headers, @Nullable String queryKey, String caller, CallIds ids)
            throws IOException {
        try {
            return read(body, headers, queryKey, caller, ids);
        } catch (IOException | RuntimeException fault) {
            watch.refused(body, caller, null, fault);
            throw fault;
        }
    }

    /** Reads one line of a batch, whose key is its own or else the batch's with its number. */
    AssignmentRequest readLine(SentBody line, @Nullable String key, String caller, CallIds ids) throws IOException {
        return read(line, name -> null, key, caller, ids);
    }

    /**
     * Reads a call.
     *
     * @param queryKey {@code idempotencyKey} of the query, or null
     * @param ids of the call
     */
    AssignmentRequest read(SentBody body, Headers headers, @Nullable String queryKey, String caller, CallIds ids)
            throws IOException {
        BodyReader.Read read = bodies.read(body);
        ObjectNode account = read.account();
        List<ProblemIssue> faults = new ArrayList<>();
        Flags flags = new Flags(
                flag(account, "test", faults), flag(account, "reassign", faults), matchesCompany(account, faults));
        String key = key(read.whole(), account, headers, queryKey, faults);
        Instant at = instant(text(account.get("at")), "/at", faults);
        if (!faults.isEmpty()) {
            throw Refusals.invalid(faults);
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        account.properties().forEach(field -> {
            if (!FLAGS.contains(field.getKey())) {
                fields.put(field.getKey(), BodyReader.plain(field.getValue()));
            }
        });
        return new AssignmentRequest(
                new AccountRequest(fields, read.warnings()), body, read.said(), caller, key, flags, ids, at);
    }

    /** The first of: header, body, query, webhook-id, CloudEvents source and id. */
    private static @Nullable String key(
            ObjectNode whole,
            ObjectNode account,
            Headers headers,
            @Nullable String queryKey,
            List<ProblemIssue> faults) {
        String key = Optional.ofNullable(present(unquoted(headers.get("Idempotency-Key"))))
                .or(() -> Optional.ofNullable(present(text(account.get("idempotencyKey")))))
                .or(() -> Optional.ofNullable(present(queryKey)))
                .or(() -> Optional.ofNullable(present(headers.get("webhook-id"))))
                .or(() -> event(headers.get("ce-source"), headers.get("ce-id")))
                .or(() -> BodyReader.isCloudEvent(whole)
                        ? event(text(whole.get("source")), text(whole.get("id")))
                        : Optional.empty())
                .orElse(null);
        if (key != null && key.length() > LONGEST_KEY) {
            faults.add(
                    Refusals.fault("header Idempotency-Key", "The key is longer than " + LONGEST_KEY + " characters."));
        }
        return key;
    }

    private static Optional<String> event(@Nullable String source, @Nullable String id) {
        return present(source) == null || present(id) == null ? Optional.empty() : Optional.of(source + " " + id);
    }

    /** The header's value may be a quoted string, as RFC 8941 has it. */
    private static @Nullable String unquoted(@Nullable String value) {
        return value != null && value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }

    private static @Nullable String present(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        return node == null || !node.isValueNode() || node.isNull() ? null : node.asText();
    }

    private static boolean flag(ObjectNode account, String name, List<ProblemIssue> faults) {
        JsonNode node = account.get(name);
        if (node == null || node.isNull()) {
            return false;
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        String text = text(node);
        if ("true".equalsIgnoreCase(text) || "false".equalsIgnoreCase(text)) {
            return Boolean.parseBoolean(text);
        }
        faults.add(Refusals.fault("/" + name, "This must be true or false."));
        return false;
    }

    private static boolean matchesCompany(ObjectNode account, List<ProblemIssue> faults) {
        JsonNode node = account.get("match");
        if (node == null || node.isNull() || "company".equals(text(node))) {
            return true;
        }
        if (!"account".equals(text(node))) {
            faults.add(Refusals.fault("/match", "This must be \"company\" or \"account\"."));
        }
        return false;
    }

    /** An instant of the body or the query. */
    static @Nullable Instant instant(@Nullable String text, String place, List<ProblemIssue> faults) {
        String written = present(text);
        if (written == null) {
            return null;
        }
        try {
            return Years.checked(OffsetDateTime.parse(written)).toInstant();
        } catch (DateTimeException fault) {
            faults.add(Refusals.fault(place, "This must be an instant such as 2026-03-03T18:00:00Z."));
            return null;
        }
    }
}
