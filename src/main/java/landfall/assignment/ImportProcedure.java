package landfall.assignment;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import landfall.ledger.CompanyHolding;
import landfall.ledger.Decided;
import landfall.ledger.Holding;
import landfall.ledger.LaneView;
import landfall.ledger.Standing;
import landfall.rotation.Placement.Status;
import landfall.ruleset.CompiledRuleSet;
import org.jspecify.annotations.Nullable;

/** Decides about one account of an import. A function of what was said and of what the lane shows, so that it can be run again. */
record ImportProcedure(Fingerprint fingerprint) {

    /** What can be found before its turn about an account that seems to be new. */
    ImportAhead ahead(ImportFacts facts, Map<String, String> personal) {
        Map<String, String> digests = Imports.digests(facts.about(), personal);
        String print = print(facts, digests);
        Standing standing = facts.standing(ImportAhead.NO_ID);
        return ImportAhead.of(
                personal,
                print,
                standing.hold() == null
                        ? CanonicalJson.bytes(record(facts, ImportAhead.NO_ID, digests, print, null, standing))
                        : null);
    }

    /**
     * The answer is the company's owner where that is somebody else, else empty.
     *
     * @param ahead null where the account was known
     */
    Decided decide(
            ImportFacts facts,
            @Nullable ImportAhead ahead,
            String decisionId,
            Map<String, String> digests,
            LaneView view) {
        Imports.requireKnown(facts.before(), view);
        Standing standing = facts.standing(decisionId);
        CompanyHolding company = view.company().orElse(null);
        CompanyHolding owning = newCompany(facts, decisionId, standing, company, view);
        CompanyHolding after = owning == null ? company : owning;
        Map<String, String> personal = Imports.digests(facts.about(), digests);
        ImportAhead foreseen = ahead != null && ahead.digests().equals(digests) ? ahead : null;
        String print = foreseen == null ? print(facts, personal) : foreseen.print();
        Holding before = facts.before();
        String other = after == null || after.owner().equals(facts.owner()) ? "" : after.owner();
        return new Decided(
                Imports.KIND,
                () -> foreseen != null && foreseen.isRecord(company)
                        ? foreseen.record(decisionId)
                        : CanonicalJson.bytes(record(facts, decisionId, personal, print, company, standing)),
                other.getBytes(StandardCharsets.UTF_8),
                new Holding(
                        decisionId,
                        facts.status().word(),
                        facts.owner(),
                        facts.territory(),
                        rule(facts),
                        print,
                        facts.now(),
                        before == null ? Map.of() : before.overlays(),
                        standing),
                owning,
                List.of());
    }

    private String print(ImportFacts facts, Map<String, String> personal) {
        return fingerprint.of(facts.account(), personal, AssignmentRequest.Flags.NONE);
    }

    private static @Nullable String rule(ImportFacts facts) {
        Holding before = facts.before();
        return before != null && facts.stays() ? before.rule() : null;
    }

    /**
     * A company belongs to whom it was routed to; else to whoever has had one of its accounts longest, by the book. It goes along
     * when the account that made its owner comes to another.
     */
    private static @Nullable CompanyHolding newCompany(
            ImportFacts facts, String decisionId, Standing standing, @Nullable CompanyHolding company, LaneView view) {
        if (facts.companyKeys().isEmpty() || facts.status() != Status.ASSIGNED) {
            return null;
        }
        LaneView.Owning made = view.owning()
                .filter(owning -> owning.kind().equals(Imports.KIND))
                .orElse(null);
        Holding before = facts.before();
        boolean goesAlong = made != null
                && before != null
                && made.standing().equals(before.standing().decisionId())
                && !before.owner().equals(facts.owner());
        boolean isLonger = made != null && standing.since().isBefore(made.since());
        return company == null || goesAlong || isLonger || !isActive(facts, company.owner())
                ? new CompanyHolding(facts.owner(), facts.territory(), decisionId)
                : null;
    }

    private static boolean isActive(ImportFacts facts, String rep) {
        CompiledRuleSet rules = facts.context().rules();
        return rules.roster().isActive(rep, facts.now(), rules.checked().zone());
    }

    private static DecisionRecord record(
            ImportFacts facts,
            String decisionId,
            Map<String, String> personal,
            String print,
            @Nullable CompanyHolding company,
            Standing standing) {
        Imports.Context context = facts.context();
        CompiledRuleSet rules = context.rules();
        Holding before = facts.before();
        return new DecisionRecord(
                DecisionRecord.PROCEDURE,
                decisionId,
                Imports.KIND,
                facts.status().word(),
                facts.now(),
                rules.checked().version(),
                rules.roster().version(),
                Records.absences(rules.roster()),
                context.ids().requestId(),
                context.ids().traceId(),
                context.caller(),
                List.of(),
                facts.account(),
                personal,
                print,
                facts.companyKeys(),
                facts.cleaned().changes(),
                facts.cleaned().warnings(),
                List.of(),
                before,
                company,
                before == null ? null : before.decisionId(),
                facts.owner(),
                facts.territory(),
                rule(facts),
                "imported by " + context.caller() + ", " + facts.from(),
                null,
                null,
                List.of(),
                List.of(),
                null,
                before == null ? List.of() : ActRecords.overlays(before),
                null,
                Records.offer(standing),
                null,
                null,
                standing.hold(),
                null,
                null);
    }
}
