package landfall.assignment;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.blackbird.BlackbirdModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import landfall.facts.Account;

/** The one JSON form of a decision: fields in the order of the record, nothing empty, instants as ISO 8601 text. */
public final class CanonicalJson {

    private static final JsonSetter.Value ABSENT_IS_EMPTY = JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new BlackbirdModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .addMixIn(Account.class, AccountForm.class)
            .addMixIn(Account.Builder.class, AccountBuilderForm.class)
            // what is empty is left out, and read as empty again
            .withConfigOverride(List.class, list -> list.setSetterInfo(ABSENT_IS_EMPTY))
            .withConfigOverride(Map.class, map -> map.setSetterInfo(ABSENT_IS_EMPTY))
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
            .build();

    private static final ObjectWriter WRITER = MAPPER.writer();

    private static final ObjectReader TURNS =
            MAPPER.readerFor(TakenTurns.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private static final ObjectReader ROUTED =
            MAPPER.readerFor(RoutedAccount.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private static final ObjectReader BOOKED =
            MAPPER.readerFor(BookedAccount.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private static final ObjectReader SEEN =
            MAPPER.readerFor(SeenAccount.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private CanonicalJson() {}

    /** The exact bytes, UTF-8. */
    public static byte[] bytes(Object value) {
        try {
            return WRITER.writeValueAsBytes(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a record that has no JSON form", impossible);
        }
    }

    /** The decision of those bytes; personal fields of its account are null. */
    public static DecisionRecord decision(byte[] bytes) {
        try {
            return MAPPER.readValue(bytes, DecisionRecord.class);
        } catch (IOException damaged) {
            throw new UncheckedIOException("stored decision cannot be read", damaged);
        }
    }

    /** When a decision was made and what turns it took, of those bytes; the rest is not read. */
    public static TakenTurns turns(byte[] bytes) {
        try {
            return TURNS.readValue(bytes);
        } catch (IOException damaged) {
            throw new UncheckedIOException("stored decision cannot be read", damaged);
        }
    }

    /** The account of a decision as it was routed, of those bytes; the rest is not read. */
    public static RoutedAccount routed(byte[] bytes) {
        try {
            return ROUTED.readValue(bytes);
        } catch (IOException damaged) {
            throw new UncheckedIOException("stored decision cannot be read", damaged);
        }
    }

    /** The account of a decision with its company's keys, of those bytes; the rest is not read. */
    public static BookedAccount booked(byte[] bytes) {
        try {
            return BOOKED.readValue(bytes);
        } catch (IOException damaged) {
            throw new UncheckedIOException("stored decision cannot be read", damaged);
        }
    }

    /** The account of a decision with what cleaning changed, of those bytes; the rest is not read. */
    public static SeenAccount seen(byte[] bytes) {
        try {
            return SEEN.readValue(bytes);
        } catch (IOException damaged) {
            throw new UncheckedIOException("stored decision cannot be read", damaged);
        }
    }

    /** A value of {@link #bytes}, for what isn't stored; personal fields of accounts are null. */
    public static <T> T read(byte[] bytes, Class<T> type) {
        try {
            return MAPPER.readValue(bytes, type);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    /** An account as a tree; one that can be changed. */
    static ObjectNode tree(Account account) {
        return MAPPER.valueToTree(account);
    }

    /** The account of a tree. */
    static Account account(ObjectNode tree) {
        try {
            return MAPPER.treeToValue(tree, Account.class);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree that is no account", impossible);
        }
    }

    /** Without personal fields, and without what is unknown or false. */
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    @JsonIgnoreProperties({"email", "person", "phone"})
    @JsonDeserialize(builder = Account.Builder.class)
    private interface AccountForm {}

    @JsonPOJOBuilder(withPrefix = "")
    @JsonIgnoreProperties({"email", "person", "phone"})
    private interface AccountBuilderForm {}
}
