package landfall.impact;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import landfall.impact.Move.Kind;

/** An impact in words. */
final class Words {

    private static final int LARGEST = 3;

    private Words() {}

    static String summary(Impact impact) {
        if (impact.moves() == 0) {
            return impact.accounts() == 1
                    ? "Nobody moves: the one account stays where it is."
                    : "Nobody moves: all " + count(impact.accounts(), "account") + " stay where they are.";
        }
        List<String> sentences = new ArrayList<>();
        sentences.add(String.format(
                Locale.ROOT,
                "%,d of %s would move (%.1f%%): %s.",
                impact.moves(),
                count(impact.accounts(), "account"),
                100.0 * impact.moves() / impact.accounts(),
                String.join(", ", kinds(impact))));
        if (impact.byActiveRulesToo() > 0) {
            sentences.add(String.format(
                    Locale.ROOT, "%,d of them would move by the active rules, too.", impact.byActiveRulesToo()));
        }
        gains(impact.reps(), "rep", sentences);
        gains(impact.territories(), "territory", sentences);
        long fallen = impact.after().fallenBack() - impact.before().fallenBack();
        if (fallen != 0) {
            sentences.add(String.format(
                    Locale.ROOT,
                    "%,d %s would have fallen back, %,d do now.",
                    impact.after().fallenBack(),
                    impact.after().fallenBack() == 1 ? "account" : "accounts",
                    impact.before().fallenBack()));
        }
        if (impact.travelling() > 0) {
            sentences.add(String.format(
                    Locale.ROOT,
                    "Where both places are known, accounts are %,.0f km from their reps on average, and would be %,.0f km.",
                    impact.before().kilometres() / impact.travelling(),
                    impact.after().kilometres() / impact.travelling()));
        }
        return String.join(" ", sentences);
    }

    private static List<String> kinds(Impact impact) {
        List<String> kinds = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            long count = impact.kinds().getOrDefault(kind, 0L);
            if (count > 0) {
                kinds.add(String.format(Locale.ROOT, "%,d %s", count, saying(kind)));
            }
        }
        return kinds;
    }

    private static String saying(Kind kind) {
        return switch (kind) {
            case REP -> "to another rep";
            case TERRITORY -> "to another territory of the same rep";
            case ASSIGNED -> "from waiting to a rep";
            case QUEUED -> "to a queue";
            case FALLBACK -> "to a fallback";
        };
    }

    private static void gains(List<Shift> shifts, String what, List<String> sentences) {
        List<Shift> largest = shifts.stream()
                .filter(shift -> !shift.id().isEmpty() && net(shift) != 0)
                .sorted(Comparator.comparingLong((Shift shift) -> -Math.abs(net(shift)))
                        .thenComparing(Shift::id))
                .limit(LARGEST)
                .toList();
        if (!largest.isEmpty()) {
            sentences.add("Largest change of a " + what + ": "
                    + String.join(
                            ", ",
                            largest.stream()
                                    .map(shift -> String.format(
                                            Locale.ROOT,
                                            "%s %+,d (%,d to %,d)",
                                            shift.id(),
                                            net(shift),
                                            shift.before().accounts(),
                                            shift.after().accounts()))
                                    .toList())
                    + ".");
        }
    }

    private static long net(Shift shift) {
        return shift.after().accounts() - shift.before().accounts();
    }

    private static String count(long number, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
    }
}
