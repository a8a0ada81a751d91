package landfall.ruleset.analysis;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import landfall.routing.Claim;
import landfall.ruleset.analysis.Contest.Tie;
import org.jspecify.annotations.Nullable;

/** Two rules of one priority that claim the same accounts for different owners. */
final class Overlaps {

    /** An overlap as it is told, with the names of its rules. */
    record Overlap(Finding finding, String first, String second) {}

    private final Space space;
    private final Trier trier;
    private final int most;
    private int unshown;
    private boolean cut;

    /** @param most of one contest that are tried */
    Overlaps(Space space, Trier trier, int most) {
        this.most = most;
        this.space = space;
        this.trier = trier;
    }

    /** Those of which an account was tried; in the order of the ties. */
    List<Overlap> of(String contest, List<Tie> ties) {
        List<Tie> some = ties.subList(0, Math.min(ties.size(), most));
        List<Overlap> overlaps = some.parallelStream()
                .flatMap(tie -> overlap(contest, tie).stream())
                .toList();
        unshown += some.size() - overlaps.size();
        cut |= some.size() < ties.size();
        return overlaps;
    }

    private Optional<Overlap> overlap(String contest, Tie tie) {
        return Optional.ofNullable(finding(contest, tie))
                .map(finding -> new Overlap(
                        finding, tie.first().rule().name(), tie.second().rule().name()));
    }

    private @Nullable Finding finding(String contest, Tie tie) {
        String first = tie.first().rule().name();
        String second = tie.second().rule().name();
        boolean turn = contest.equals(Claims.TURN);
        for (Contest.Share share : tie.shares()) {
            Finding.Example example = turn ? null : trier.find(share.some(), run -> tied(run, first, second));
            if (example != null || turn) {
                return new Finding(
                        FindingCode.OVERLAP,
                        FindingCode.OVERLAP.severity(),
                        second,
                        tie.second().rule().place().toString(),
                        List.of(tie.first().at()),
                        0,
                        message(contest, tie),
                        "give one of them the higher priority; now the one that stands first decides",
                        RegionText.of(share.box(), space),
                        null,
                        example,
                        null);
            }
        }
        return null;
    }

    private static String message(String contest, Tie tie) {
        String what = contest.equals(Claims.PRIMARY)
                ? "claim the same accounts for different owners"
                : contest.equals(Claims.TURN)
                        ? "give the same turns in different ways"
                        : "add different owners in the role "
                                + contest.substring(Claims.role("").length());
        return "this rule and " + Words.quoted(tie.first().rule().name()) + " " + what + ", both with priority "
                + tie.second().rule().salience();
    }

    /** What the first of two rules decides, where the other would with another owner. */
    static @Nullable String tied(Trier.Run run, String first, String second) {
        Claim winner = run.route().winner();
        if (winner != null && winner.rule().name().equals(first)) {
            for (Claim claim : run.route().alsoMatched()) {
                if (claim.rule().name().equals(second)
                        && !sameOwner(claim, winner)
                        && claim.rule().salience() == winner.rule().salience()) {
                    return "rule " + Words.quoted(first) + " decides, since it stands first";
                }
            }
        }
        for (var overlay : run.route().overlays().values()) {
            boolean lost = run.route().overlaysAlsoMatched().stream()
                    .anyMatch(claim -> claim.rule().name().equals(second)
                            && claim.role().equals(overlay.role())
                            && !claim.territory().equals(overlay.territory())
                            && claim.rule().salience() == overlay.rule().salience());
            if (lost && overlay.rule().name().equals(first)) {
                return "rule " + Words.quoted(first) + " decides, since it stands first";
            }
        }
        return null;
    }

    /** Whether two claims are for one rep, or for one territory. */
    static boolean sameOwner(Claim one, Claim other) {
        boolean named = one.rep() != null || other.rep() != null;
        return named ? Objects.equals(one.rep(), other.rep()) : Objects.equals(one.territory(), other.territory());
    }

    /** Overlaps of which no account could be made, and that are not told. */
    int unshown() {
        return unshown;
    }

    /** Whether there are more. */
    boolean isCut() {
        return cut;
    }
}
