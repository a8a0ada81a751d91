package landfall.impact;

import java.util.List;
import landfall.engine.Moment;
import landfall.impact.Draft.Looked;
import landfall.rotation.Placement;
import landfall.rotation.Placement.Status;
import landfall.rotation.Turn;
import landfall.ruleset.PlayedTurns;
import org.jspecify.annotations.Nullable;

/**
 * Decides accounts by a draft, one after the other: who is left where he is stays, everybody else takes his turn on a copy of
 * the rotations. For one thread.
 */
final class DraftTurns {

    /**
     * Where an account is by the draft.
     *
     * @param because why it is there, in a sentence
     * @param turn that was played for it; null where it took none
     */
    record Decided(Position after, String because, @Nullable Turn turn) {

        Decided(Position after, String because) {
            this(after, because, null);
        }
    }

    private final Draft draft;
    private final PlayedTurns turns;
    private final Companies companies;

    DraftTurns(Draft draft, PlayedTurns turns, Companies companies) {
        this.draft = draft;
        this.turns = turns;
        this.companies = companies;
    }

    Decided decide(Looked looked, Moment moment) {
        Held held = looked.held();
        Companies.Owner owner = companies.owner(held.company());
        Companies.Owner company = owner != null && draft.isActive(owner.rep()) ? owner : null;
        Decided decided =
                draft.keeps(looked, company) ? stays(looked, company, moment) : moves(looked, company, moment);
        Position after = decided.after();
        if (after.isAssigned()
                && !after.isByCompany()
                && held.company() > 0
                && (company == null ? !after.isSame(held.before()) : held.leads(company))) {
            companies.give(held.company(), new Companies.Owner(after.repId(), after.territory()));
        }
        return decided;
    }

    private Decided stays(Looked looked, Companies.@Nullable Owner company, Moment moment) {
        Position before = looked.held().before();
        if (!before.isAssigned()) {
            return draft.rotates(looked.seen(), moment)
                    ? new Decided(before, "goes on as it is")
                    : play(looked, null, moment);
        }
        return company != null && draft.follows(looked, company)
                ? new Decided(byCompany(company), "the company belongs to " + company.rep())
                : new Decided(draft.stays(looked), "stays with its owner");
    }

    private Position byCompany(Companies.Owner company) {
        return draft.position(Status.ASSIGNED.word(), company.rep(), company.territory(), Position.EXISTING_COMPANY);
    }

    private Decided moves(Looked looked, Companies.@Nullable Owner company, Moment moment) {
        Held held = looked.held();
        Decided decided = play(
                looked, company != null && draft.follows(looked, company) ? toCompanysOwner(company) : null, moment);
        if (held.open() && held.before().isAssigned()) {
            turns.release(held.before().repId());
            held.overlays().values().forEach(turns::release);
        }
        return decided;
    }

    private static Placement toCompanysOwner(Companies.Owner company) {
        return new Placement(
                Status.ASSIGNED,
                company.rep(),
                company.territory(),
                Position.EXISTING_COMPANY,
                null,
                List.of(),
                "the company belongs to " + company.rep());
    }

    private Decided play(Looked looked, @Nullable Placement decided, Moment moment) {
        Placement placement = turns.play(
                        looked.seen().account(),
                        looked.seen().route(),
                        looked.seen().foreseen(),
                        moment,
                        decided)
                .placement();
        return new Decided(
                draft.position(placement.status().word(), placement.owner(), placement.territory(), placement.rule()),
                placement.reason(),
                placement.turn());
    }
}
