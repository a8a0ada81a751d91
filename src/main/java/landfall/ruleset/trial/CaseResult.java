package landfall.ruleset.trial;

import java.util.List;

/** A case with what came of it; it passed where nothing differs. */
public record CaseResult(Case tried, TrialAnswer got, List<Difference> differences) {

    public CaseResult {
        differences = List.copyOf(differences);
    }

    public boolean passed() {
        return differences.isEmpty();
    }
}
