package landfall.publishing;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import landfall.impact.ImpactResource;
import landfall.impact.ImpactStore;
import landfall.publishing.RuleSetView.ApprovalView;
import landfall.ruleset.Approval;
import landfall.ruleset.Versioned;
import org.jspecify.annotations.Nullable;

/** The impacts of a version that are there to be looked at, and those that were when it was approved. */
final class SeenImpacts {

    private static final int MOST = 100;

    private final ImpactStore store;

    SeenImpacts(ImpactStore store) {
        this.store = store;
    }

    /** An impact that is done. */
    @Schema(name = "ImpactLink")
    record Link(
            String id,
            @Schema(description = "Where it is read") String address,
            @Schema(description = "SHA-256 of its moves and its result: what an approver names") @Nullable
                    String digest,
            @Schema(allowableValues = {"book", "file"}) String over,
            @Schema(description = "The instant for which it was asked") Instant at,
            @Schema(description = "The version that was active then") String from,
            Instant begunAt,
            String by) {

        static Link of(ImpactStore.Kept kept) {
            return new Link(
                    kept.id(),
                    ImpactResource.PATH + "/" + kept.id(),
                    kept.digest(),
                    kept.askedOver(),
                    kept.atInstant(),
                    kept.fromVersion(),
                    kept.begunAt(),
                    kept.begunBy());
        }
    }

    /** Those of a version, the newest first, at most {@value #MOST}. */
    List<Link> list(Versioned what, String version) {
        return store.listDone(what, version, MOST).stream().map(Link::of).toList();
    }

    ApprovalView view(Versioned what, String version, Approval approval) {
        String digest = approval.impactDigest();
        return new ApprovalView(
                approval.approved(),
                approval.by(),
                approval.at(),
                approval.comment(),
                approval.resultDigest(),
                digest,
                digest == null
                        ? null
                        : store.findDone(what, version, digest).map(Link::of).orElse(null));
    }

    List<ApprovalView> view(Versioned what, String version, List<Approval> approvals) {
        return approvals.stream().map(approval -> view(what, version, approval)).toList();
    }
}
