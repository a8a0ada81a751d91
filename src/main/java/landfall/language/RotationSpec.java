package landfall.language;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the reps of a rotation rule take turns, as the rule says it.
 *
 * @param members in the order of the rule; empty only for {@code ON_DUTY_CALENDAR}
 * @param period of {@code ON_DUTY}, else null
 * @param from first day of {@code ON_DUTY}, else null
 * @param calendar name of the duty roster of {@code ON_DUTY_CALENDAR}, else null
 * @param pool name of the shared rotation; null: the territory's own
 * @param cap most turns in a period, or null
 * @param acceptWithin working time as ISO or {@code 30m}, or null
 */
public record RotationSpec(
        Kind kind,
        List<Member> members,
        @Nullable Period period,
        @Nullable LocalDate from,
        @Nullable String calendar,
        @Nullable String pool,
        @Nullable Cap cap,
        boolean duringWorkingHours,
        boolean orNextOnShift,
        boolean keepOwner,
        @Nullable String acceptWithin) {

    public RotationSpec {
        members = List.copyOf(members);
    }

    /** The verbs. */
    public enum Kind {
        ROUND_ROBIN("roundRobin"),
        WEIGHTED("weighted"),
        ON_DUTY("onDuty"),
        ON_DUTY_CALENDAR("onDutyCalendar"),
        LEAST_LOADED("leastLoaded"),
        IN_ORDER("inOrder");

        private final String verb;

        Kind(String verb) {
            this.verb = verb;
        }

        public String verb() {
            return verb;
        }
    }

    /** How long a duty lasts. */
    public enum Period {
        DAILY,
        WEEKLY,
        MONTHLY,
        QUARTERLY
    }

    /** The most turns that a rep takes of this pool in an {@code hour}, {@code day}, {@code week} or {@code month}. */
    public record Cap(int turns, String period, Place place) {}

    /** A member as the rule names it. */
    public sealed interface Member {

        Place place();

        /**
         * One rep.
         *
         * @param weight null: the roster's
         */
        record RepMember(String rep, @Nullable Integer weight, Place place) implements Member {}

        /**
         * The members of a team, narrowed by strengths.
         *
         * @param skills all of them are needed
         * @param languages all of them are needed
         */
        record TeamMember(
                String team, List<String> skills, List<String> languages, boolean matchingLanguage, Place place)
                implements Member {
            public TeamMember {
                skills = List.copyOf(skills);
                languages = List.copyOf(languages);
            }
        }
    }
}
