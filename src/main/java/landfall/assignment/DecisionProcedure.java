package landfall.assignment;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import landfall.assignment.DecisionRecord.Offer;
import landfall.facts.Account;
import landfall.ledger.CompanyHolding;
import landfall.ledger.Decided;
import landfall.ledger.Hold;
import landfall.ledger.Holding;
import landfall.ledger.LaneView;
import landfall.ledger.Standing;
import landfall.rotation.Foreseen;
import landfall.rotation.Placement;
import landfall.rotation.Placement.Status;
import landfall.rotation.Pools;
import landfall.routing.Claim;
import landfall.routing.Route;
import org.jspecify.annotations.Nullable;

/**
 * Decides one call: a hold, the present owner, then a claim for a rep or a queue, then the company's owner, then the winning
 * territory. A function of the call and of what the lane shows, so that it can be run again.
 *
 * @param repeatWindow within which the same account with the same fields is a repeat
 * @param openFor after which an assignment that nobody closed doesn't count as open any more
 */
record DecisionProcedure(Duration repeatWindow, Duration openFor, Fingerprint fingerprint) {

    static final String KEPT = "kept";

    /** The rule that answers for an account whose company has an owner. */
    static final String EXISTING_COMPANY = "existing company";

    static DecisionProcedure of(Settings settings) {
        return new DecisionProcedure(
                settings.repeatWindow(), settings.openFor(), new Fingerprint(settings.ignoreInFingerprint()));
    }

    /** What was decided, before it takes the form of a record. */
    record Verdict(
            String kind,
            Placement placement,
            Map<String, Placement> overlays,
            @Nullable String because,
            @Nullable String wouldMoveTo,
            Route route,
            Account account,
            @Nullable Holding before,
            @Nullable CompanyHolding company,
            Pools pools) {}

    /**
     * The answer alone, where nothing is recorded.
     *
     * @param digests asked for only where the account is known: of a new one nothing repeats
     */
    byte[] preview(Call call, Supplier<Map<String, String>> digests, LaneView view) {
        Holding before = view.holding().orElse(null);
        CompanyHolding company =
                call.request().flags().matchCompany() ? view.company().orElse(null) : null;
        String print = before == null ? "" : fingerprint.of(call, digests.get());
        Verdict verdict = verdict(call, null, print, before, company, view);
        return CanonicalJson.bytes(Answers.of(call, Records.decision(call, null, Map.of(), print, verdict)));
    }

    /**
     * Decides.
     *
     * @param ahead what is known already, or null; what doesn't fit is found out again
     */
    Decided decide(Call call, @Nullable Ahead ahead, String decisionId, Map<String, String> digests, LaneView view) {
        Holding before = view.holding().orElse(null);
        CompanyHolding company =
                call.request().flags().matchCompany() ? view.company().orElse(null) : null;
        String print = ahead != null && ahead.digests().equals(digests) ? ahead.print() : fingerprint.of(call, digests);
        Verdict verdict = verdict(call, ahead == null ? null : ahead.rotation(), print, before, company, view);
        DecisionRecord decision = Records.decision(call, decisionId, digests, print, verdict);
        byte[] answer = CanonicalJson.bytes(Answers.of(call, decision));
        return new Decided(
                decision.kind(),
                () -> CanonicalJson.bytes(decision),
                answer,
                holding(decision, verdict, print),
                newCompany(call, decision, company, verdict),
                verdict.pools().moved());
    }

    private Verdict verdict(
            Call call,
            @Nullable Foreseen rotation,
            String print,
            @Nullable Holding before,
            @Nullable CompanyHolding company,
            LaneView view) {
        Pools pools = pools(view, call.moment().instant());
        Account account = call.account();
        Route route = call.route();
        if (before != null && !before.owner().equals(account.currentOwner())) {
            account = account.toBuilder().currentOwner(before.owner()).build();
            route = call.rules().router().route(account, call.moment());
        }
        if (before != null) {
            Hold hold = before.standing().heldAt(call.moment().instant());
            if (hold != null) {
                return kept(call, account, route, before, company, HoldActs.words(hold), pools);
            }
            boolean repeat = call.request().key() == null
                    && isRepeat(before, print, call.moment().instant());
            boolean active = isActive(call, before.owner());
            if (repeat && (active || !before.status().equals(Status.ASSIGNED.word()))) {
                return kept(call, account, route, before, company, "repeat of the call before", pools);
            }
            if (before.status().equals(Status.ASSIGNED.word())
                    && active
                    && !call.request().flags().reassign()) {
                return kept(call, account, route, before, company, "its owner is active", pools);
            }
            boolean waits = !before.status().equals(Status.ASSIGNED.word());
            if (waits
                    && !call.request().flags().reassign()
                    && isRepeat(before, print, call.moment().instant())) {
                return kept(call, account, route, before, company, "nothing changed since it was last routed", pools);
            }
        }
        Placement placement = placement(call, account, route, rotation, before, company, pools);
        Map<String, Placement> overlays = overlays(call, account, route, placement, pools);
        return new Verdict(
                placement.status().word(), placement, overlays, null, null, route, account, before, company, pools);
    }

    /** Where the pools stand, and what the reps have open, at a moment. */
    Pools pools(LaneView view, Instant now) {
        LocalDate from = LocalDate.ofInstant(now.minus(openFor), ZoneOffset.UTC);
        return new Pools(view::rotation, rep -> view.open(rep, from));
    }

    private static Placement placement(
            Call call,
            Account account,
            Route route,
            @Nullable Foreseen rotation,
            @Nullable Holding before,
            @Nullable CompanyHolding company,
            Pools pools) {
        if (company != null
                && !call.rules().placer().goesBeforeCompany(route)
                && isActive(call, company.owner())
                && !movesWithItsAccount(call, before, company)) {
            return toCompanysOwner(company, route);
        }
        return call.rules().placer().place(account, route, rotation, call.moment(), pools);
    }

    /** @param route null where the rules weren't asked */
    static Placement toCompanysOwner(CompanyHolding company, @Nullable Route route) {
        return new Placement(
                Status.ASSIGNED,
                company.owner(),
                company.territory(),
                EXISTING_COMPANY,
                null,
                route == null ? List.of() : route.passedOver(),
                "the company belongs to " + company.owner());
    }

    /** The account that made the company's owner moves by {@code reassign}, and takes the company along. */
    private static boolean movesWithItsAccount(Call call, @Nullable Holding before, CompanyHolding company) {
        return call.request().flags().reassign()
                && before != null
                && before.owner().equals(company.owner())
                && !EXISTING_COMPANY.equals(before.rule());
    }

    private static Map<String, Placement> overlays(
            Call call, Account account, Route route, Placement primary, Pools pools) {
        Map<String, Placement> overlays = new LinkedHashMap<>(4);
        if (primary.status() != Status.QUEUED) {
            route.overlays()
                    .forEach((role, claim) -> overlays.put(
                            role,
                            call.rules().placer().placeOverlay(account, claim, primary.owner(), call.moment(), pools)));
        }
        return overlays;
    }

    private static Verdict kept(
            Call call,
            Account account,
            Route route,
            Holding before,
            @Nullable CompanyHolding company,
            String because,
            Pools pools) {
        Status status = Status.of(before.status());
        Placement placement =
                new Placement(status, before.owner(), before.territory(), before.rule(), null, List.of(), because);
        Map<String, Placement> overlays = new LinkedHashMap<>(4);
        before.overlays().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(overlay -> overlays.put(
                        overlay.getKey(),
                        new Placement(Status.ASSIGNED, overlay.getValue(), null, null, null, List.of(), because)));
        return new Verdict(
                KEPT,
                placement,
                overlays,
                because,
                wouldMoveTo(call, route, before),
                route,
                account,
                before,
                company,
                pools);
    }

    /** The territory, or the rep, that the rules name now, where it isn't where the account is. */
    private static @Nullable String wouldMoveTo(Call call, Route route, Holding before) {
        Claim claim = route.winner();
        if (claim != null && claim.rep() != null) {
            return claim.rep().equals(before.owner()) ? null : claim.rep();
        }
        String territory = claim == null ? call.rules().roster().fallback().id() : claim.territory();
        if (EXISTING_COMPANY.equals(before.rule()) && !call.rules().placer().isQueue(territory)) {
            return null;
        }
        return Objects.equals(territory, before.territory()) ? null : territory;
    }

    private boolean isRepeat(Holding before, String print, Instant now) {
        return before.fingerprint().equals(print)
                && !now.isAfter(before.decidedAt().plus(repeatWindow));
    }

    private static boolean isActive(Call call, String rep) {
        return call.rules()
                .roster()
                .isActive(rep, call.moment().instant(), call.rules().checked().zone());
    }

    /** A repeat doesn't lengthen its own window; anything else begins a new one. */
    private Holding holding(DecisionRecord decision, Verdict verdict, String print) {
        Holding before = verdict.before();
        Instant since = before != null && decision.kind().equals(KEPT) && isRepeat(before, print, decision.decidedAt())
                ? before.decidedAt()
                : decision.decidedAt();
        Map<String, String> overlays = new LinkedHashMap<>(4);
        verdict.overlays().forEach((role, placement) -> overlays.put(role, placement.owner()));
        return new Holding(
                Objects.requireNonNullElse(decision.id(), ""),
                decision.status(),
                decision.owner(),
                decision.territory(),
                decision.rule(),
                print,
                since,
                overlays,
                standing(decision, before));
    }

    /** A kept account stands as it stood; one that still waits in the same queue goes on waiting since it came there. */
    private static Standing standing(DecisionRecord decision, @Nullable Holding before) {
        boolean waitsOn = before != null
                && before.standing().open()
                && !decision.status().equals(Status.ASSIGNED.word())
                && decision.status().equals(before.status())
                && Objects.equals(decision.territory(), before.territory());
        if (before != null && (decision.kind().equals(KEPT) || waitsOn)) {
            return before.standing().at(decision.decidedAt());
        }
        Offer offer = decision.offer();
        return new Standing(
                Objects.requireNonNullElse(decision.id(), ""),
                decision.decidedAt(),
                true,
                offer == null ? null : offer.acceptBy(),
                offer == null ? List.of() : offer.to());
    }

    /** The first account of a company that a rep gets decides who owns the company. */
    private static @Nullable CompanyHolding newCompany(
            Call call, DecisionRecord decision, @Nullable CompanyHolding company, Verdict verdict) {
        boolean assigned = decision.kind().equals(Status.ASSIGNED.word());
        if (call.companyKeys().isEmpty() || !assigned || !call.request().flags().matchCompany()) {
            return null;
        }
        boolean free = company == null
                || !isActive(call, company.owner())
                || movesWithItsAccount(call, verdict.before(), company);
        return free
                ? new CompanyHolding(
                        decision.owner(), decision.territory(), Objects.requireNonNullElse(decision.id(), ""))
                : null;
    }
}
