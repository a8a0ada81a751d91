package landfall.assignment;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import landfall.account.CleanedAccount;
import landfall.facts.Account;
import landfall.http.CallIds;
import landfall.ledger.AccountKey;
import landfall.ledger.CommitLane;
import landfall.ledger.FreshSecret;
import landfall.ledger.Held;
import landfall.ledger.Holding;
import landfall.ledger.LaneView;
import landfall.ledger.Ledger;
import landfall.ledger.Proposal;
import landfall.ledger.Recorded;
import landfall.ruleset.ActiveRuleSet;
import landfall.ruleset.CompiledRuleSet;
import org.jspecify.annotations.Nullable;

/**
 * Takes in who owns what by another system's book: a decision of kind {@code imported} for each account that is new or other
 * than it is known, by no rule and nobody's turn; none where all that is said is known. Safe for many threads.
 */
public final class Imports {

    /** The kind of its decisions. */
    public static final String KIND = "imported";

    private final ActiveRuleSet active;
    private final CommitLane lane;
    private final Ledger ledger;
    private final Identity identity;
    private final ImportProcedure procedure;
    private final Clock clock;
    private final AtomicInteger underWay = new AtomicInteger();

    public Imports(
            ActiveRuleSet active, CommitLane lane, Ledger ledger, Identity identity, Settings settings, Clock clock) {
        this.active = active;
        this.lane = lane;
        this.ledger = ledger;
        this.identity = identity;
        this.procedure = new ImportProcedure(new Fingerprint(settings.ignoreInFingerprint()));
        this.clock = clock;
    }

    /**
     * What all rows of one import share.
     *
     * @param rules whose cleaning and roster count
     * @param caller who brings it in
     */
    public record Context(CompiledRuleSet rules, String caller, CallIds ids) {}

    /**
     * An account that was cleaned and compared with what is known.
     *
     * @param proposal null where there is nothing new
     * @param known id of the account's latest decision; null where it is new
     */
    public record Prepared(
            AccountKey account, CleanedAccount cleaned, @Nullable Proposal proposal, @Nullable String known) {}

    /** What came of it: the decision, and who owns the account's company where that is somebody else. */
    public record Taken(String decisionId, Optional<String> companyOwner) {}

    /** The account was decided about since it was compared: prepare it again. */
    public static final class DecidedMeanwhileException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DecidedMeanwhileException() {
            super("decided about meanwhile");
        }
    }

    /** The rules and roster that count now. */
    public CompiledRuleSet rules() {
        return active.current();
    }

    /** Notes that a book comes in from now on, until what it returns is closed. */
    public Incoming begin() {
        underWay.incrementAndGet();
        return underWay::decrementAndGet;
    }

    /** A book that comes in; to be closed once. */
    public interface Incoming extends AutoCloseable {
        @Override
        void close();
    }

    /** Whether a book comes in here now, so that what is there is a part of it. */
    public boolean areUnderWay() {
        return underWay.get() > 0;
    }

    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * All that can be done before it is the account's turn.
     *
     * @throws landfall.http.ApiException where nobody knows which account it is, or where it is held and would move
     */
    public Prepared prepare(ImportedAccount said, Context context) {
        Instant now = now();
        CleanedAccount cleaned = context.rules()
                .cleaner()
                .clean(
                        Assigner.withSource(said.account(), context.caller()),
                        now.atZone(context.rules().checked().zone()).toLocalDate());
        Account account;
        try {
            account = identity.complete(cleaned.account(), null);
        } catch (Identity.NoIdentityException nobody) {
            throw Refusals.noIdentity();
        }
        AccountKey key =
                new AccountKey(Objects.requireNonNull(account.source()), Objects.requireNonNull(account.externalId()));
        Map<String, String> personal = Identity.personalFields(account);
        Held held = ledger.isNew(key) ? null : ledger.held(key).orElse(null);
        if (held == null) {
            FreshSecret fresh = personal.isEmpty() ? null : FreshSecret.of(personal);
            ImportFacts facts = ImportFacts.ofNew(said, context, cleaned, account, now);
            ImportAhead ahead = procedure.ahead(facts, fresh == null ? Map.of() : fresh.digests());
            return prepared(key, cleaned, facts, personal, fresh, ahead);
        }
        DecisionRecord about = CanonicalJson.decision(held.decision());
        boolean saysCustomer = said.account().fields().get("existingCustomer") != null;
        AccountOverlay.Result merged = AccountOverlay.of(about.account(), account, saysCustomer);
        ImportFacts facts = ImportFacts.ofKnown(said, context, cleaned, merged.account(), about, held.holding(), now);
        if (!facts.keepsPlace()) {
            HoldActs.requireFree(held.holding(), now);
        }
        if (!merged.changed() && facts.saysNothingNew() && arePersonalKnown(key, personal, about)) {
            return new Prepared(key, cleaned, null, held.holding().decisionId());
        }
        return prepared(key, cleaned, facts, personal, null, null);
    }

    private boolean arePersonalKnown(AccountKey key, Map<String, String> personal, DecisionRecord about) {
        return personal.isEmpty()
                || about.personal()
                        .entrySet()
                        .containsAll(ledger.digests(key, personal)
                                .orElse(Map.of("", ""))
                                .entrySet());
    }

    private Prepared prepared(
            AccountKey key,
            CleanedAccount cleaned,
            ImportFacts facts,
            Map<String, String> personal,
            @Nullable FreshSecret fresh,
            @Nullable ImportAhead ahead) {
        Holding known = facts.before();
        return new Prepared(
                key,
                cleaned,
                new Proposal(
                        key,
                        null,
                        facts.companyKeys(),
                        personal,
                        fresh,
                        (decisionId, digests, view) -> procedure.decide(facts, ahead, decisionId, digests, view)),
                known == null ? null : known.decisionId());
    }

    /**
     * Proposals are decided in the order in which they come here; completes once the decision is durable, or with {@link
     * DecidedMeanwhileException}.
     */
    public CompletionStage<Taken> submit(Proposal proposal) {
        return lane.submit(proposal).thenApply(Imports::taken);
    }

    private static Taken taken(Recorded recorded) {
        Recorded.Answer answer = (Recorded.Answer) recorded;
        String owner = new String(answer.answer(), StandardCharsets.UTF_8);
        return new Taken(answer.decisionId(), owner.isEmpty() ? Optional.empty() : Optional.of(owner));
    }

    /** The same fault as callers may see it. */
    public static RuntimeException translate(Throwable thrown) {
        return Refusals.translate(thrown);
    }

    /** The digests of a known account, with those that are said anew. */
    static Map<String, String> digests(@Nullable DecisionRecord about, Map<String, String> digests) {
        Map<String, String> all = new LinkedHashMap<>(about == null ? Map.of() : about.personal());
        all.putAll(digests);
        return all;
    }

    /** What an account stays without where its view says otherwise. */
    static void requireKnown(@Nullable Holding before, LaneView view) {
        String now = view.holding().map(Holding::decisionId).orElse(null);
        if (!Objects.equals(before == null ? null : before.decisionId(), now)) {
            throw new DecidedMeanwhileException();
        }
    }

    static List<String> keys(ImportedAccount said, CleanedAccount cleaned, List<String> known) {
        if (!said.companyKeys().isEmpty()) {
            return said.companyKeys();
        }
        return cleaned.companyKeys().isEmpty() ? known : cleaned.companyKeys();
    }
}
