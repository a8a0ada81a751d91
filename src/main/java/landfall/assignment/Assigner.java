package landfall.assignment;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import landfall.account.AccountRequest;
import landfall.account.CleanedAccount;
import landfall.engine.Moment;
import landfall.facts.Account;
import landfall.ledger.AccountKey;
import landfall.ledger.CommitLane;
import landfall.ledger.CompanyHolding;
import landfall.ledger.FreshSecret;
import landfall.ledger.Held;
import landfall.ledger.Holding;
import landfall.ledger.IdempotencyKey;
import landfall.ledger.LaneView;
import landfall.ledger.Ledger;
import landfall.ledger.Proposal;
import landfall.ledger.Recorded;
import landfall.rotation.RotationState;
import landfall.ruleset.ActiveRuleSet;
import landfall.ruleset.CompiledRuleSet;
import org.jspecify.annotations.Nullable;

/**
 * Flow one: an account in, cleaned, routed, decided in the commit lane, and its answer out once it is durable. Safe for
 * many threads.
 */
public final class Assigner {

    /** How often another call may come between. */
    private static final int MOST_OVERTAKEN = 5;

    private final ActiveRuleSet active;
    private final CommitLane lane;
    private final Ledger ledger;
    private final Identity identity;
    private final DecisionProcedure procedure;
    private final boolean parentCompanyCounts;
    private final Clock clock;

    public Assigner(
            ActiveRuleSet active, CommitLane lane, Ledger ledger, Identity identity, Settings settings, Clock clock) {
        this.active = active;
        this.lane = lane;
        this.ledger = ledger;
        this.identity = identity;
        this.procedure = DecisionProcedure.of(settings);
        this.parentCompanyCounts = settings.parentCompanyCounts();
        this.clock = clock;
    }

    /** Decides and records; completes when the record is durable. */
    CompletionStage<Recorded> assign(AssignmentRequest request) {
        return submit(propose(request));
    }

    /** All that can be done before it is the call's turn. */
    Proposal propose(AssignmentRequest request) {
        if (request.at() != null) {
            throw Refusals.invalid(
                    List.of(Refusals.fault("/at", "An assignment is decided now; only a preview names a moment.")));
        }
        Call call = prepare(request, active.current());
        AccountKey key = key(call.account());
        Map<String, String> personal = personal(request, call.cleaned().account());
        FreshSecret fresh = ledger.isNew(key) ? FreshSecret.of(personal) : null;
        Ahead ahead = fresh == null ? null : ahead(call, fresh.digests());
        return new Proposal(
                key,
                idempotencyKey(request),
                call.companyKeys(),
                personal,
                fresh,
                (decisionId, digests, view) -> procedure.decide(call, ahead, decisionId, digests, view));
    }

    /**
     * Decides about an account that is known, with what the call tells anew, and records; it begins again where another call
     * decided about the account meanwhile.
     *
     * @param cores prepare it again
     */
    CompletionStage<Recorded> assignChange(AssignmentRequest request, Executor cores) {
        return assignChange(request, cores, 0);
    }

    private CompletionStage<Recorded> assignChange(AssignmentRequest request, Executor cores, int failed) {
        return submit(proposeChange(request))
                .exceptionallyComposeAsync(
                        thrown -> Refusals.cause(thrown) instanceof Imports.DecidedMeanwhileException
                                        && failed < MOST_OVERTAKEN
                                ? assignChange(request, cores, failed + 1)
                                : CompletableFuture.failedStage(thrown),
                        cores);
    }

    private Proposal proposeChange(AssignmentRequest request) {
        Call said = prepare(request, active.current());
        AccountKey key = key(said.account());
        Held held = ledger.isNew(key) ? null : ledger.held(key).orElse(null);
        if (held == null) {
            throw Refusals.unknownAccount(key);
        }
        DecisionRecord about = CanonicalJson.decision(held.decision());
        boolean saysCustomer = request.account().fields().get("existingCustomer") != null;
        Account merged =
                AccountOverlay.of(about.account(), said.account(), saysCustomer).account();
        List<String> companyKeys = said.companyKeys().isEmpty() ? about.companyKeys() : said.companyKeys();
        Call call = new Call(
                request,
                said.rules(),
                new CleanedAccount(
                        merged,
                        companyKeys,
                        List.of(),
                        said.cleaned().changes(),
                        said.cleaned().warnings()),
                merged,
                companyKeys,
                said.moment(),
                said.rules().router().route(merged, said.moment()));
        return new Proposal(
                key,
                idempotencyKey(request),
                companyKeys,
                personal(request, said.cleaned().account()),
                null,
                (decisionId, digests, view) -> {
                    Imports.requireKnown(held.holding(), view);
                    return procedure.decide(call, null, decisionId, Imports.digests(about, digests), view);
                });
    }

    private Ahead ahead(Call call, Map<String, String> digests) {
        return new Ahead(
                digests,
                procedure.fingerprint().of(call, digests),
                call.rules().placer().foresee(call.account(), call.route(), call.moment()));
    }

    /** Throws for an account of which nobody can say which it is. */
    void requireIdentity(AssignmentRequest request) {
        Objects.requireNonNull(prepare(request, active.current()));
    }

    /** Proposals are decided in the order in which they come here. */
    CompletionStage<Recorded> submit(Proposal proposal) {
        return lane.submit(proposal);
    }

    /** What would be decided now, or at the request's moment; moves nothing, records nothing. */
    byte[] preview(AssignmentRequest request, CompiledRuleSet rules) {
        Call call = prepare(request, rules);
        AccountKey key = key(call.account());
        Account account = call.cleaned().account();
        // Under the account's own secret, so that a repeat is known for one.
        return procedure.preview(
                call,
                () -> ledger.digests(key, Identity.personalFields(account)).orElseGet(() -> identity.digests(account)),
                view(key, call.companyKeys()));
    }

    /** The rule set that decides calls now. */
    CompiledRuleSet rules() {
        return active.current();
    }

    private Call prepare(AssignmentRequest request, CompiledRuleSet rules) {
        Instant now = request.at() == null ? clock.instant().truncatedTo(ChronoUnit.MILLIS) : request.at();
        Moment moment = new Moment(now, rules.roster().holidays());
        CleanedAccount cleaned = rules.cleaner()
                .clean(
                        withSource(request.account(), request.caller()),
                        now.atZone(rules.checked().zone()).toLocalDate());
        Account account = identity.complete(cleaned.account(), request.key());
        return new Call(
                request,
                rules,
                cleaned,
                account,
                companyKeys(cleaned),
                moment,
                rules.router().route(account, moment));
    }

    /** A caller that names no source is one. */
    static AccountRequest withSource(AccountRequest request, String caller) {
        Object source = request.fields().get("source");
        if (source instanceof String text && !text.isBlank()) {
            return request;
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(request.fields());
        fields.put("source", caller);
        return new AccountRequest(fields, request.warnings());
    }

    private List<String> companyKeys(CleanedAccount cleaned) {
        if (!parentCompanyCounts || cleaned.parentCompanyKeys().isEmpty()) {
            return cleaned.companyKeys();
        }
        List<String> keys = new ArrayList<>(cleaned.companyKeys());
        keys.addAll(cleaned.parentCompanyKeys());
        return keys;
    }

    private static AccountKey key(Account account) {
        String source = account.source();
        String externalId = account.externalId();
        if (source == null || externalId == null) {
            throw new IllegalStateException("a completed account has an identity");
        }
        return new AccountKey(source, externalId);
    }

    private static @Nullable IdempotencyKey idempotencyKey(AssignmentRequest request) {
        String key = request.key();
        return key == null ? null : new IdempotencyKey(request.caller(), key, RequestDigest.of(request));
    }

    private static Map<String, String> personal(AssignmentRequest request, Account account) {
        Map<String, String> personal = new LinkedHashMap<>(Identity.personalFields(account));
        personal.put("body", new String(request.body().bytes(), StandardCharsets.UTF_8));
        return personal;
    }

    private LaneView view(AccountKey account, List<String> companyKeys) {
        return new LaneView() {
            @Override
            public Optional<Holding> holding() {
                return ledger.holding(account);
            }

            @Override
            public Optional<CompanyHolding> company() {
                return ledger.company(companyKeys);
            }

            @Override
            public RotationState rotation(String pool) {
                return ledger.rotation(pool);
            }

            @Override
            public int open(String rep, LocalDate from) {
                return ledger.open(rep, from);
            }
        };
    }
}
