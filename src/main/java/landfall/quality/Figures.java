package landfall.quality;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What was counted of the decisions about accounts.
 *
 * @param decisions about calls, and imported accounts
 * @param accounts those that were decided about for the first time
 */
@Schema(name = "QualityFigures")
public record Figures(
        long decisions,
        long accounts,
        @Schema(description = "A country was sent, and not understood") long unknownCountry,
        @Schema(description = "None was sent, and none follows from what was") long noCountry,
        @Schema(description = "A region was sent, and not understood, or could be in several countries")
                long unknownRegion,
        long noRegion,
        @Schema(description = "One that neither the rules, nor their lists, nor aliases name") long unknownIndustry,
        long noIndustry,
        @Schema(description = "Of accounts: another one had its web domain before") long sameDomain,
        @Schema(description = "Of accounts: another one had its name before, legal forms aside") long sameName) {

    static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    Figures plus(Figures other) {
        return new Figures(
                decisions + other.decisions,
                accounts + other.accounts,
                unknownCountry + other.unknownCountry,
                noCountry + other.noCountry,
                unknownRegion + other.unknownRegion,
                noRegion + other.noRegion,
                unknownIndustry + other.unknownIndustry,
                noIndustry + other.noIndustry,
                sameDomain + other.sameDomain,
                sameName + other.sameName);
    }
}
