package landfall.realign;

import com.github.f4b6a3.ulid.UlidCreator;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import landfall.assignment.BookMoves.Kind;
import landfall.assignment.PlannedMove;
import landfall.book.Keeps;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import landfall.impact.ImpactDesk;
import landfall.impact.Impacts;
import landfall.ledger.Ledger;
import landfall.realign.RealignmentStore.Wish;
import landfall.ruleset.Approvals;
import landfall.ruleset.CompiledRuleSet;
import landfall.ruleset.Versioned;
import landfall.run.MoveLists;
import landfall.run.Run;
import landfall.run.RunStore;
import landfall.run.SkippedMove;
import org.jspecify.annotations.Nullable;

/**
 * Realignments from the wish to the way back: what is looked at is kept, agreed upon where two persons have to, and then made as it
 * was looked at. Safe for many threads.
 */
public final class Realignments {

    private final RealignmentStore store;
    private final MoveLists lists;
    private final RunStore runs;
    private final ImpactDesk desk;
    private final Impacts impacts;
    private final Approvals approvals;
    private final Ledger ledger;
    private final Clock clock;

    public Realignments(
            RealignmentStore store,
            MoveLists lists,
            RunStore runs,
            ImpactDesk desk,
            Impacts impacts,
            Approvals approvals,
            Ledger ledger,
            Clock clock) {
        this.store = store;
        this.lists = lists;
        this.runs = runs;
        this.desk = desk;
        this.impacts = impacts;
        this.approvals = approvals;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Who does what, and why. */
    record Order(String by, String reason, @Nullable String ticket) {}

    RealignmentStore store() {
        return store;
    }

    MoveLists lists() {
        return lists;
    }

    RunStore runs() {
        return runs;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** How far its preview is here, in percent. */
    Optional<Integer> percent(String id) {
        return impacts.percent(id);
    }

    /**
     * Begins the preview.
     *
     * @param version of the rules, in full; not asked where companies come to one owner
     * @param conditions reads those of the terms, by the rules that are asked; throws where they have faults
     */
    Realignment begin(String version, Instant effectiveAt, Order order, Terms terms, Conditions conditions) {
        Impacts.Question question = question(version, effectiveAt, order, terms);
        boolean begun = false;
        try {
            CompiledRuleSet rules = question.draft();
            ScopeSelection selection = conditions.read(terms, rules, effectiveAt);
            Instant now = now();
            Wish wish = new Wish(
                    UlidCreator.getMonotonicUlid(now.toEpochMilli()).toString(),
                    rules.checked().version(),
                    rules.roster().version(),
                    effectiveAt,
                    now,
                    order.by(),
                    order.reason(),
                    order.ticket(),
                    terms);
            begun = impacts.begin(wish.id(), question.about(selection), new PreviewFindings(store, lists, wish));
            if (!begun) {
                throw desk.running();
            }
            return find(wish.id());
        } finally {
            if (!begun) {
                question.close();
            }
        }
    }

    private Impacts.Question question(String version, Instant effectiveAt, Order order, Terms terms) {
        return Optional.ofNullable(terms.keeps())
                .flatMap(Keeps::find)
                .map(keeps ->
                        desk.ofCompanies(new ConflictMoves(ledger, keeps), effectiveAt, order.by(), order.reason()))
                .orElseGet(() -> desk.published(version, effectiveAt, order.by(), order.reason()));
    }

    Realignment find(String id) {
        return store.find(id)
                .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "There is no realignment " + id + "."));
    }

    /** The same, with a preview that is done. */
    Realignment previewed(String id) {
        Realignment found = find(id);
        if (!found.isPreviewed()) {
            throw new ApiException(
                    ErrorCode.PREVIEW_NOT_DONE,
                    "The preview of realignment " + id + " "
                            + (found.state() == null ? "is not done yet." : "is " + found.state() + "."));
        }
        return found;
    }

    /** Its run there; empty until somebody ordered it. */
    Optional<Run> run(String id) {
        return runs.findOf(id, Kind.REALIGN.word()).or(() -> runs.findOf(id, Kind.UNITE.word()));
    }

    /** Its way back; empty until somebody ordered it. */
    Optional<Run> undo(String id) {
        return runs.findOf(id, Kind.MOVE_BACK.word());
    }

    /** Whether people have agreed, as far as config.yml asks them to. */
    Approvals.State approval(Realignment realignment) {
        return store.listApprovals(realignment.id()).stream()
                .findFirst()
                .map(last -> last.approved() ? Approvals.State.APPROVED : Approvals.State.REJECTED)
                .orElse(approvals.policy().required() ? Approvals.State.WAITING : Approvals.State.FREE);
    }

    /**
     * Approves or rejects it, before it is run.
     *
     * @param seen digest of the preview that he looked at; null: the one that is there
     */
    void decide(String id, Approvals.Approver approver, boolean approved, String comment, @Nullable String seen) {
        Realignment found = previewed(id);
        requireOpen(found);
        if (!approver.mayApprove()) {
            throw new ApiException(ErrorCode.NOT_AN_APPROVER, "This call comes from nobody who may approve or reject.");
        }
        if (approved && found.askedBy().equals(approver.name())) {
            throw new ApiException(ErrorCode.OWN_WORK, "You asked for this realignment yourself.");
        }
        String digest = String.valueOf(found.digest());
        if (seen != null && !seen.equals(digest)) {
            throw new ApiException(
                    ErrorCode.OTHER_PREVIEW, "The digest in the body is not that of this realignment's preview.");
        }
        store.insertApproval(id, approved, now(), approver.name(), comment, digest);
    }

    /** Neither run nor cancelled. */
    private void requireOpen(Realignment found) {
        if (found.cancelledAt() != null || run(found.id()).isPresent()) {
            throw over(found);
        }
    }

    private static ApiException over(Realignment found) {
        return new ApiException(
                ErrorCode.REALIGNMENT_OVER,
                found.cancelledAt() == null
                        ? "It was ordered to run already."
                        : "It was cancelled by " + found.cancelledBy() + ".");
    }

    /** Orders its moves to be made when it takes effect; as it was ordered before, where it was. */
    void order(String id, Order order) {
        Realignment found = previewed(id);
        if (found.cancelledAt() != null) {
            throw over(found);
        }
        requireAgreed(found);
        Kind kind = RealignmentStore.terms(found).kind() == Terms.Kind.CONFLICTS ? Kind.UNITE : Kind.REALIGN;
        runs.order(new RunStore.Wish(
                id,
                id,
                found.moves(),
                kind.word(),
                found.ruleSetVersion(),
                found.rosterVersion(),
                found.effectiveAt(),
                found.effectiveAt().isAfter(now()) ? found.effectiveAt() : null,
                order.by(),
                order.reason(),
                order.ticket()));
    }

    private void requireAgreed(Realignment found) {
        Approvals.State state = approval(found);
        if (state == Approvals.State.WAITING || state == Approvals.State.REJECTED) {
            throw new ApiException(
                    ErrorCode.REALIGNMENT_NOT_APPROVED,
                    "Realignment " + found.id()
                            + (state == Approvals.State.REJECTED ? " was rejected." : " waits for approval."));
        }
        Approvals.State version = approvals.state(Versioned.RULES, found.ruleSetVersion());
        if (version == Approvals.State.WAITING || version == Approvals.State.REJECTED) {
            throw new ApiException(
                    ErrorCode.NOT_APPROVED,
                    "Version " + found.ruleSetVersion()
                            + (version == Approvals.State.REJECTED ? " was rejected." : " waits for approval."));
        }
    }

    /** Ends it as far as it can be: its preview, what is scheduled, or what is being moved. */
    void cancel(String id, String by, String reason) {
        Realignment found = find(id);
        Optional<Run> run = run(id);
        if (run.isPresent()) {
            if (run.get().isEnded()) {
                throw over(found);
            }
            runs.stop(run.get().id(), by, reason);
            return;
        }
        impacts.cancel(id);
        store.insertCancelled(id, now(), by, reason);
    }

    /** Orders the way back of every account that it moved; as it was ordered before, where it was. */
    void undo(String id, Order order) {
        Realignment found = find(id);
        if (undo(id).isPresent()) {
            return;
        }
        Run run = run(id).filter(Run::isEnded)
                .orElseThrow(() -> new ApiException(
                        ErrorCode.REALIGNMENT_NOT_RUN, "Realignment " + id + " was not run to an end."));
        String list = UlidCreator.getMonotonicUlid(now().toEpochMilli()).toString();
        long moves = lists.insert(list, made(run).map(PlannedMove::back).iterator());
        runs.order(new RunStore.Wish(
                id,
                list,
                moves,
                Kind.MOVE_BACK.word(),
                found.ruleSetVersion(),
                found.rosterVersion(),
                found.effectiveAt(),
                null,
                order.by(),
                order.reason(),
                order.ticket()));
    }

    /** The moves of a run that were made, in their order; read as they are asked for. */
    Stream<PlannedMove> made(Run run) {
        int parts = runs.progress(run.id()).parts();
        return IntStream.range(0, parts).boxed().flatMap(part -> made(run, part));
    }

    private Stream<PlannedMove> made(Run run, int part) {
        Set<Long> skipped =
                runs.skipped(run.id(), part).stream().map(SkippedMove::number).collect(Collectors.toSet());
        List<PlannedMove> moves = lists.list(run.list(), part);
        long first = (long) part * MoveLists.PART;
        return IntStream.range(0, moves.size())
                .filter(number -> !skipped.contains(first + number))
                .mapToObj(moves::get);
    }

    /** All moves of a list, in their order; read as they are asked for. */
    Stream<PlannedMove> planned(String list) {
        return Stream.iterate(0, part -> part + 1)
                .map(part -> lists.list(list, part))
                .takeWhile(part -> !part.isEmpty())
                .flatMap(List::stream);
    }

    /** Reads conditions of terms. */
    @FunctionalInterface
    interface Conditions {
        /** Throws where they have faults. */
        ScopeSelection read(Terms terms, CompiledRuleSet rules, Instant effectiveAt);
    }
}
