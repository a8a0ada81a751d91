package landfall.ruleset;

import landfall.ruleset.trial.TrialReport;

/** A compiled rule set whose cases all passed; the only thing that can be published. */
public final class TriedRuleSet {

    private final CompiledRuleSet compiled;
    private final TrialReport report;

    private TriedRuleSet(CompiledRuleSet compiled, TrialReport report) {
        this.compiled = compiled;
        this.report = report;
    }

    /** Only of a report in which every case passed. */
    static TriedRuleSet of(CompiledRuleSet compiled, TrialReport report) {
        if (!report.passed()) {
            throw new IllegalArgumentException(report.failed() + " cases failed");
        }
        return new TriedRuleSet(compiled, report);
    }

    public CompiledRuleSet compiled() {
        return compiled;
    }

    public TrialReport report() {
        return report;
    }
}
