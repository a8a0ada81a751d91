package landfall.language;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One rule as its file says it.
 *
 * @param name unique in the rule set
 * @param place of the name
 * @param description of {@code @description}, or null
 * @param owner of {@code @owner}, or null
 * @param zone IANA name of {@code @zone}, or null: the zone of config.yml
 * @param salience its priority; 0 where the file names none
 * @param effective first day on which it holds, or null
 * @param expires first day on which it no longer holds, or null
 * @param patterns in the order of the file
 * @param actions in the order of the file
 */
public record Rule(
        String name,
        Place place,
        @Nullable String description,
        @Nullable String owner,
        @Nullable String zone,
        int salience,
        boolean enabled,
        @Nullable LocalDate effective,
        @Nullable LocalDate expires,
        List<Pattern> patterns,
        List<Action> actions) {

    public Rule {
        patterns = List.copyOf(patterns);
        actions = List.copyOf(actions);
    }

    /** Whether it says whose turn it is; else it claims accounts. */
    public boolean isRotation() {
        return patterns.stream().anyMatch(pattern -> pattern.fact() == FactType.TERRITORY);
    }
}
