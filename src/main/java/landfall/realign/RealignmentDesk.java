package landfall.realign;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import landfall.http.ApiException;
import landfall.http.Caller;
import landfall.http.ErrorCode;
import landfall.http.ProblemIssue;
import landfall.http.Role;
import landfall.impact.Impact;
import landfall.publishing.Wishes;
import landfall.realign.RealignmentView.ApprovalView;
import landfall.realign.RealignmentView.CancelView;
import landfall.realign.RealignmentView.Preview;
import landfall.realign.RealignmentView.RunView;
import landfall.realign.Realignments.Order;
import landfall.realign.RealignmentsResource.Decision;
import landfall.realign.RealignmentsResource.Wanted;
import landfall.ruleset.ActiveRuleSet;
import landfall.ruleset.OneAtATime;
import landfall.ruleset.Preparation;
import landfall.ruleset.RuleSetVersions;
import landfall.run.Run;
import landfall.run.Runner;
import org.jspecify.annotations.Nullable;

/** Takes calls about realignments, and shows how they stand. */
public final class RealignmentDesk {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final Realignments realignments;
    private final Preparation preparation;
    private final RuleSetVersions versions;
    private final ActiveRuleSet active;
    private final Runner runner;

    public RealignmentDesk(
            Realignments realignments,
            Preparation preparation,
            RuleSetVersions versions,
            ActiveRuleSet active,
            Runner runner) {
        this.realignments = realignments;
        this.preparation = preparation;
        this.versions = versions;
        this.active = active;
        this.runner = runner;
    }

    RealignmentView begin(Wanted body, String by) {
        RealignmentWishes wishes = new RealignmentWishes();
        String reason = wishes.required(body.reason(), "/reason", "why");
        String ticket = wishes.ticket(body.ticket(), "/ticket");
        Instant effectiveAt = wishes.effective(body.effectiveAt(), realignments.now());
        Terms terms = wishes.terms(body.scope(), body.exclusions(), wishes.keeps(body), effectiveAt);
        String version = version(body.version());
        try {
            return view(
                    realignments.begin(
                            version,
                            effectiveAt,
                            new Order(by, reason, ticket),
                            terms,
                            (asked, rules, at) -> wishes.selection(asked, preparation, rules, at)),
                    null);
        } catch (OneAtATime.TooManyException crowd) {
            throw ApiException.busy("More calls of this kind wait than are taken at once.", SOON);
        }
    }

    private String version(@Nullable String beginning) {
        if (beginning == null) {
            return active.find()
                    .map(activation -> activation.rules().checked().version())
                    .orElseThrow(() -> ApiException.notReady(List.of(ProblemIssue.at(
                            "rules",
                            ErrorCode.NOT_READY.code(),
                            "No rule set is active; the service's log says why."))));
        }
        return versions.resolve(beginning)
                .orElseThrow(() -> new ApiException(
                        ErrorCode.NOT_FOUND,
                        "There is no version " + beginning
                                + " of the rules, or several that begin so; at least eight digits are needed."));
    }

    RealignmentView decide(String id, Decision body, boolean approved, HttpServletRequest call) {
        RealignmentWishes wishes = new RealignmentWishes();
        String comment = approved
                ? wishes.text(body.comment(), "/comment")
                : wishes.required(body.comment(), "/comment", "why it is rejected");
        String digest = wishes.digest(body.digest(), "/digest");
        wishes.refuse();
        realignments.decide(id, Wishes.approver(call), approved, comment, digest);
        return view(realignments.find(id), null);
    }

    RealignmentView run(String id, Order order) {
        Realignment found = realignments.find(id);
        boolean own = order.reason().isEmpty();
        realignments.order(
                id,
                new Order(
                        order.by(),
                        own ? found.reason() : order.reason(),
                        order.ticket() == null ? found.ticket() : order.ticket()));
        return view(realignments.find(id), null);
    }

    RealignmentView undo(String id, Order order) {
        realignments.undo(id, order);
        return view(realignments.find(id), null);
    }

    RealignmentView cancel(String id, Caller caller, String reason) {
        if (realignments.run(id).isPresent()) {
            caller.require(Role.APPROVE);
        }
        realignments.cancel(id, caller.name(), reason);
        return view(realignments.find(id), null);
    }

    List<RealignmentView> list(int most) {
        return realignments.store().list(most).stream()
                .map(found -> view(found, null))
                .toList();
    }

    RealignmentView viewWithResult(String id) {
        // how far it is, is asked first: what ended meanwhile has noted its end
        Optional<Integer> percent = realignments.percent(id);
        Realignment found = realignments.find(id);
        return view(found, percent, realignments.store().findResult(id).orElse(null));
    }

    private RealignmentView view(Realignment found, @Nullable Impact result) {
        return view(found, realignments.percent(found.id()), result);
    }

    private RealignmentView view(Realignment found, Optional<Integer> percent, @Nullable Impact result) {
        RunView run = view(realignments.run(found.id()));
        RunView undo = view(realignments.undo(found.id()));
        Terms terms = RealignmentStore.terms(found);
        String detail = found.detail();
        return new RealignmentView(
                found.id(),
                terms.kind().word(),
                terms.keeps(),
                state(found, percent, run, undo),
                found.ruleSetVersion(),
                found.rosterVersion(),
                found.effectiveAt(),
                terms.scope(),
                terms.exclusions(),
                found.reason(),
                found.ticket(),
                found.askedBy(),
                found.askedAt(),
                new Preview(
                        found.state() == null ? percent.orElse(null) : null,
                        found.moves(),
                        found.held(),
                        found.endedAt(),
                        detail == null || detail.isEmpty() ? null : detail,
                        found.digest(),
                        result),
                realignments.store().listApprovals(found.id()).stream()
                        .map(ApprovalView::of)
                        .toList(),
                cancelled(found),
                run,
                undo);
    }

    private static @Nullable CancelView cancelled(Realignment found) {
        Instant at = found.cancelledAt();
        String by = found.cancelledBy();
        String reason = found.cancelReason();
        return at == null || by == null || reason == null ? null : new CancelView(by, at, reason);
    }

    private @Nullable RunView view(Optional<Run> run) {
        return run.map(found -> {
                    long begun = found.isEnded() ? 0 : runner.begun(found.id());
                    return RunView.of(found, realignments.runs().progress(found.id()), begun, realignments.now());
                })
                .orElse(null);
    }

    private String state(Realignment found, Optional<Integer> percent, @Nullable RunView run, @Nullable RunView undo) {
        if (undo != null) {
            return undo.state().equals("done") ? "undone" : undo.endedAt() == null ? "undoing" : undo.state();
        }
        if (run != null) {
            return run.state();
        }
        if (found.cancelledAt() != null) {
            return "cancelled";
        }
        String preview = found.state();
        if (preview == null) {
            return percent.isPresent() ? "previewing" : "unfinished";
        }
        if (!found.isPreviewed()) {
            return preview;
        }
        return switch (realignments.approval(found)) {
            case FREE -> "previewed";
            case WAITING -> "waiting";
            case APPROVED -> "approved";
            case REJECTED -> "rejected";
        };
    }
}
