package landfall.realign;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which accounts a realignment is about, and which of them it leaves where they are.
 *
 * @param exclusions in their order
 * @param keeps by what it is proposed who keeps a company that has several owners; null where rules say who moves
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Terms(Scope scope, List<Exclusion> exclusions, @Nullable String keeps) {

    Terms {
        exclusions = List.copyOf(Objects.requireNonNullElse(exclusions, List.of()));
    }

    Kind kind() {
        return keeps == null ? Kind.RULES : Kind.CONFLICTS;
    }

    /** Who says what moves. */
    enum Kind {
        /** A version of the rules. */
        RULES("rules"),
        /** The report of companies with several owners. */
        CONFLICTS("conflicts");

        static final List<String> WORDS =
                Arrays.stream(values()).map(Kind::word).toList();

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** As calls spell it. */
        String word() {
            return word;
        }
    }

    /**
     * A part of the book: an account is in it that fits each of those that are not empty. Nothing of it: the whole book.
     *
     * @param territories ids; one of them is the account's now
     * @param reps ids; one of them is its owner now
     * @param companies keys of companies with their kinds; one of them is the account's
     */
    @Schema(name = "RealignmentScope")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Scope(
            List<String> territories,
            List<String> reps,
            List<String> sources,
            @Schema(example = "[\"domain:example.com\"]") List<String> companies,
            @Schema(
                            description =
                                    "Conditions on the account, as between the parentheses of Account( … ) in a rule",
                            example = "country == \"JP\"")
                    @Nullable
                    String when) {

        static final Scope ALL = new Scope(List.of(), List.of(), List.of(), List.of(), null);

        Scope {
            territories = List.copyOf(Objects.requireNonNullElse(territories, List.of()));
            reps = List.copyOf(Objects.requireNonNullElse(reps, List.of()));
            sources = List.copyOf(Objects.requireNonNullElse(sources, List.of()));
            companies = List.copyOf(Objects.requireNonNullElse(companies, List.of()));
        }
    }

    /**
     * Accounts that stay until an instant.
     *
     * @param until an account that it holds stays where the realignment takes effect before that
     */
    @Schema(name = "RealignmentExclusion")
    record Exclusion(
            @Schema(
                            description =
                                    "Conditions on the account, as between the parentheses of Account( … ) in a rule",
                            example = "numbers[\"openOpportunities\"] > 0")
                    String when,
            @Schema(description = "They stay until then") Instant until) {}
}
