package landfall.ruleset.analysis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import landfall.ruleset.analysis.Claims.Claim;
import landfall.ruleset.analysis.Uncovered.Region;
import org.jspecify.annotations.Nullable;

/** Accounts that no rule claims. */
final class Gaps {

    /**
     * A gap as it is told.
     *
     * @param box the accounts and moments of which it is told
     * @param whole whether all of the box is open; else some of it is
     * @param territory of turns: where there is none; else null
     * @param entries of turns: the classes of the territory, by its primary owners, that are open; else empty
     */
    record Gap(Finding finding, Box box, boolean whole, @Nullable String territory, BitSet entries) {

        /** The moment of its example. */
        Instant at(Instant from) {
            Finding.Example example = finding.example();
            String at = example == null ? null : example.at();
            return at == null ? from : Instant.parse(at);
        }
    }

    private final Space space;
    private final Trier trier;
    private final Work work;
    private final List<String> unfinished = new ArrayList<>();
    private int unshown;

    Gaps(Space space, Trier trier, Work work) {
        this.space = space;
        this.trier = trier;
        this.work = work;
    }

    /** Of the primary owner; the widest first. */
    List<Gap> primary(List<Cover.Of<Claim>> claims) {
        int country = space.find("country");
        Uncovered<Claim> uncovered = new Uncovered<>(space, claims, country, work);
        List<Gap> gaps = new ArrayList<>();
        for (Region region : Regions.sorted(uncovered.regions(Box.whole(space.count())), space)) {
            Finding.Example example =
                    trier.find(region.some(), run -> run.route().winner() == null ? "no rule matches" : null);
            if (example == null) {
                unshown++;
            } else {
                var text = RegionText.of(region.box(), space);
                String line = RegionText.line(text);
                String message = (region.whole() || !region.but().isEmpty()
                                ? "no rule claims accounts"
                                : "no rule claims some of the accounts")
                        + (text.isEmpty() ? " in general" : " with " + line)
                        + (region.but().isEmpty() ? "" : ", unless it goes by " + String.join(", ", region.but()));
                gaps.add(new Gap(
                        new Finding(
                                FindingCode.GAP,
                                FindingCode.GAP.severity(),
                                null,
                                null,
                                List.of(),
                                0,
                                message,
                                "they go to the fallback territory; add a rule for them if that is not meant",
                                text,
                                region.whole(),
                                example,
                                null),
                        region.box(),
                        region.whole(),
                        null,
                        new BitSet()));
            }
        }
        uncovered.unfinished().forEach(box -> unfinished.add(unfinished("gaps were not looked for", box, space)));
        return gaps;
    }

    /** What was cut off in a box. */
    static String unfinished(String what, Box box, Space space) {
        String line = RegionText.line(RegionText.of(box, space));
        return line.isEmpty() ? what : what + " with " + line;
    }

    /** What the limit of work cut off, in sentences. */
    List<String> unfinished() {
        return unfinished;
    }

    /** Gaps of which no account could be made, and that are not told. */
    int unshown() {
        return unshown;
    }
}
