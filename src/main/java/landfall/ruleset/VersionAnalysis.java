package landfall.ruleset;

import landfall.ruleset.analysis.AnalysisReport;

/**
 * What the rules of a version say of each other, as it was found once.
 *
 * @param rosterVersion with which they were analysed
 * @param analysis from the moment on in which the version was published
 */
public record VersionAnalysis(String version, String rosterVersion, AnalysisReport analysis) {

    public AnalysisSummary summary() {
        return AnalysisSummary.of(analysis);
    }
}
