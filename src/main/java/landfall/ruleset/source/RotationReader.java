package landfall.ruleset.source;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import landfall.language.RotationSpec;
import landfall.language.RotationSpec.Cap;
import landfall.language.RotationSpec.Kind;
import landfall.language.RotationSpec.Member;
import landfall.language.RotationSpec.Period;
import landfall.language.WorkTime;
import landfall.language.Years;
import landfall.ruleset.IssueCode;
import landfall.ruleset.source.Argument.Call;
import landfall.ruleset.source.Argument.NumberArgument;
import landfall.ruleset.source.Argument.TextArgument;
import org.jspecify.annotations.Nullable;

/** Makes a rotation of a rotation verb, its arguments and its modifiers. */
final class RotationReader {

    private static final List<String> MODIFIERS =
            List.of("pool", "cap", "duringWorkingHours", "orNextOnShift", "keepOwner", "acceptWithin");
    private static final List<String> PERIODS = Arrays.stream(Period.values())
            .map(period -> period.name().toLowerCase(Locale.ROOT))
            .toList();
    private static final List<String> CAP_PERIODS = List.of("hour", "day", "week", "month");

    private final Cursor cursor;
    private final MemberReader members;

    RotationReader(Cursor cursor) {
        this.cursor = cursor;
        this.members = new MemberReader(cursor);
    }

    static Optional<Kind> kind(String verb) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.verb().equals(verb))
                .findFirst();
    }

    Optional<RotationSpec> read(Kind kind, Call verb, List<Call> modifiers) {
        Reading reading = new Reading(kind);
        List<Argument> rest = verb.arguments();
        if (kind == Kind.ON_DUTY) {
            reading.onDuty(verb);
            rest = rest.size() < 2 ? List.of() : rest.subList(2, rest.size());
        } else if (kind == Kind.ON_DUTY_CALENDAR) {
            reading.calendar = reading.oneText(verb, "the name of a duty roster");
            rest = List.of();
        }
        if (kind != Kind.ON_DUTY_CALENDAR) {
            if (rest.isEmpty() && reading.right) {
                reading.wrong(
                        verb,
                        "\"" + verb.name() + "\" names nobody",
                        "name reps or a team: " + verb.name() + "(… \"alice\", \"bob\")");
            }
            for (Argument argument : rest) {
                members.member(argument).ifPresentOrElse(reading.members::add, () -> reading.right = false);
            }
        }
        Set<String> seen = new HashSet<>();
        for (Call modifier : modifiers) {
            if (!seen.add(modifier.name())) {
                reading.right = false;
                cursor.report(
                        IssueCode.DUPLICATE_MODIFIER,
                        modifier.place(),
                        "this rotation has \"." + modifier.name() + "\" twice",
                        "keep one of them");
            } else {
                reading.modifier(modifier);
            }
        }
        return reading.right ? Optional.of(reading.spec()) : Optional.empty();
    }

    /** What was read of one rotation so far. */
    private final class Reading {

        private final Kind kind;
        private final List<Member> members = new ArrayList<>();
        private @Nullable Period period;
        private @Nullable LocalDate from;
        private @Nullable String calendar;
        private @Nullable String pool;
        private @Nullable Cap cap;
        private boolean duringWorkingHours;
        private boolean orNextOnShift;
        private boolean keepOwner;
        private @Nullable String acceptWithin;
        private boolean right = true;

        Reading(Kind kind) {
            this.kind = kind;
        }

        RotationSpec spec() {
            return new RotationSpec(
                    kind,
                    members,
                    period,
                    from,
                    calendar,
                    pool,
                    cap,
                    duringWorkingHours,
                    orNextOnShift,
                    keepOwner,
                    acceptWithin);
        }

        void onDuty(Call verb) {
            List<Argument> arguments = verb.arguments();
            if (arguments.size() < 2
                    || !(arguments.get(0) instanceof TextArgument periodText)
                    || !(arguments.get(1) instanceof TextArgument fromText)) {
                wrong(
                        verb,
                        "\"onDuty\" begins with a period and a first day",
                        "write for example: onDuty(\"weekly\", \"2026-01-05\", \"alice\", \"bob\")");
                return;
            }
            if (PERIODS.contains(periodText.value())) {
                period = Period.valueOf(periodText.value().toUpperCase(Locale.ROOT));
            } else {
                right = false;
                cursor.report(
                        IssueCode.UNKNOWN_PERIOD,
                        periodText.place(),
                        "a duty cannot last \"" + periodText.value() + "\"",
                        Suggestions.hint(periodText.value(), PERIODS, "there are " + Suggestions.listed(PERIODS)));
            }
            try {
                from = Years.checked(LocalDate.parse(fromText.value()));
            } catch (DateTimeException noDate) {
                right = false;
                cursor.report(
                        IssueCode.BAD_DATE,
                        fromText.place(),
                        "\"" + fromText.value() + "\" is no date of the form 2026-01-05",
                        "year, month and day, each with all its digits");
            }
        }

        void modifier(Call modifier) {
            switch (modifier.name()) {
                case "pool" -> pool = poolName(modifier);
                case "acceptWithin" -> acceptWithin = workTime(modifier);
                case "duringWorkingHours" -> duringWorkingHours = nothing(modifier);
                case "orNextOnShift" -> orNextOnShift = nothing(modifier);
                case "keepOwner" -> keepOwner = nothing(modifier);
                case "cap" -> cap(modifier);
                default -> {
                    right = false;
                    cursor.report(
                            IssueCode.UNKNOWN_MODIFIER,
                            modifier.place(),
                            "a rotation has no modifier \"." + modifier.name() + "\"",
                            Suggestions.hint(modifier.name(), MODIFIERS, "there are " + String.join(", ", MODIFIERS)));
                }
            }
        }

        private @Nullable String poolName(Call modifier) {
            String name = oneText(modifier, "the name of a pool");
            if (name != null && name.length() > cursor.limits().nameLength()) {
                right = false;
                cursor.report(
                        IssueCode.TEXT_TOO_LONG,
                        modifier.arguments().get(0).place(),
                        "this name has more than " + cursor.limits().nameLength() + " characters",
                        null);
            }
            return name;
        }

        private @Nullable String workTime(Call modifier) {
            String text = oneText(modifier, "a time such as \"30m\"");
            if (text != null && WorkTime.parse(text).isEmpty()) {
                right = false;
                cursor.report(
                        IssueCode.BAD_WORK_TIME,
                        modifier.arguments().get(0).place(),
                        "\"" + text + "\" is no working time from one minute to " + WorkTime.LONGEST.toHours()
                                + " hours",
                        "write for example: \"30m\", \"2h\" or \"1h30m\"");
            }
            return text;
        }

        private void cap(Call modifier) {
            boolean formed = modifier.arguments().size() == 2
                    && modifier.arguments().get(0) instanceof NumberArgument
                    && modifier.arguments().get(1) instanceof TextArgument;
            if (!formed) {
                wrong(modifier, "\"cap\" takes a number and a period", "write for example: cap(5, \"day\")");
                return;
            }
            NumberArgument turns = (NumberArgument) modifier.arguments().get(0);
            TextArgument capPeriod = (TextArgument) modifier.arguments().get(1);
            int most = MemberReader.positive(turns.spelling());
            if (most == 0) {
                wrong(modifier, "the number of turns is a whole number from 1", "write for example: cap(5, \"day\")");
            } else if (!CAP_PERIODS.contains(capPeriod.value())) {
                right = false;
                cursor.report(
                        IssueCode.UNKNOWN_PERIOD,
                        capPeriod.place(),
                        "turns cannot be counted by \"" + capPeriod.value() + "\"",
                        Suggestions.hint(
                                capPeriod.value(), CAP_PERIODS, "there are " + Suggestions.listed(CAP_PERIODS)));
            } else {
                cap = new Cap(most, capPeriod.value(), modifier.place());
            }
        }

        private @Nullable String oneText(Call call, String what) {
            if (call.arguments().size() == 1
                    && call.arguments().get(0) instanceof TextArgument text
                    && !text.value().isBlank()) {
                return text.value();
            }
            wrong(call, "\"" + call.name() + "\" takes " + what + " in quotes", null);
            return null;
        }

        private boolean nothing(Call modifier) {
            if (!modifier.arguments().isEmpty()) {
                wrong(
                        modifier,
                        "nothing stands in the parentheses of \"" + modifier.name() + "\"",
                        "write ." + modifier.name() + "()");
            }
            return true;
        }

        void wrong(Call call, String message, @Nullable String hint) {
            right = false;
            cursor.report(IssueCode.WRONG_ARGUMENTS, call.place(), message, hint);
        }
    }
}
