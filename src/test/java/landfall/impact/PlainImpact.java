package landfall.impact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import landfall.account.AccountFile;
import landfall.assignment.CanonicalJson;
import landfall.assignment.DecisionRecord.Matched;
import landfall.assignment.RoutedAccount;
import landfall.engine.Moment;
import landfall.facts.Account;
import landfall.impact.Draft.Looked;
import landfall.impact.Draft.Seen;
import landfall.ledger.Book;
import landfall.ledger.Book.CompanyOwner;
import landfall.rotation.Placement;
import landfall.routing.Route;
import landfall.ruleset.CompiledRuleSet;
import landfall.ruleset.PlayedTurns;
import org.jspecify.annotations.Nullable;

/**
 * The impact as a straight loop over accounts that are all in memory: each is routed alone, by the router, whenever somebody
 * asks; one thread, and nothing that is remembered from one account to the next but the turns.
 */
final class PlainImpact {

    /** What came of it. */
    record Found(Impact impact, List<Move> moves) {}

    private final Draft now;
    private final Draft draft;
    private final Instant at;
    private final Tally tally;
    private final List<Move> moves = new ArrayList<>();

    PlainImpact(CompiledRuleSet active, CompiledRuleSet draft, Instant at) {
        this.now = new Draft(active, at);
        this.draft = new Draft(draft, at);
        this.at = at;
        this.tally = new Tally(this.now, this.draft);
    }

    private static Seen see(Account account, Draft by) {
        Moment moment = by.moment();
        CompiledRuleSet rules = by.rules();
        Route route = rules.router().route(account, moment);
        return new Seen(
                account,
                rules.rules().matchTerritoryRules(account, moment),
                route,
                rules.placer().foresee(account, route, moment));
    }

    private static Looked look(Held held, boolean rotated, Draft by) {
        return by.look(held, see(held.account(), by), rotated, by.moment());
    }

    private void add(Held held, DraftTurns.Decided decided, boolean byActiveToo) {
        Move move = tally.add(held, decided, byActiveToo);
        if (move != null) {
            moves.add(move);
        }
    }

    Found overFile(AccountFile file) throws Exception {
        PlayedTurns before = PlayedTurns.fromTheBeginning(now.rules());
        DraftTurns turns = new DraftTurns(draft, PlayedTurns.fromTheBeginning(draft.rules()), Companies.NONE);
        try (Stream<AccountFile.Row> rows = file.rows()) {
            for (AccountFile.Row row : (Iterable<AccountFile.Row>) rows::iterator) {
                if (row.account() == null) {
                    tally.unread(row.line(), Objects.requireNonNull(row.fault()));
                    continue;
                }
                Account account = now.rules()
                        .cleaner()
                        .clean(
                                row.account(),
                                at.atZone(now.rules().checked().zone()).toLocalDate())
                        .account();
                Account drafted = draft.rules()
                        .cleaner()
                        .clean(
                                row.account(),
                                at.atZone(draft.rules().checked().zone()).toLocalDate())
                        .account();
                Seen seen = see(account, now);
                Placement placed = before.play(account, seen.route(), null, now.moment(), null)
                        .placement();
                Held held = new Held(
                        Objects.requireNonNullElse(drafted.source(), ""),
                        Objects.requireNonNullElse(drafted.externalId(), ""),
                        drafted,
                        now.position(placed.status().word(), placed.owner(), placed.territory(), placed.rule()),
                        false,
                        Map.of(),
                        0);
                Looked looked = look(held, now.rotates(seen, now.moment()), draft);
                add(held, turns.decide(looked, draft.moment()), false);
            }
        }
        return new Found(tally.impact(at), moves);
    }

    /** @param rows of the whole book */
    Found overBook(Collection<Book.Row> rows, Book book, PlayedTurns playing) {
        DraftTurns turns = new DraftTurns(draft, playing, new Companies() {
            @Override
            public @Nullable Owner owner(long company) {
                CompanyOwner owner = book.companyOwner(company);
                return owner == null ? null : new Owner(owner.rep(), owner.territory());
            }

            @Override
            public void give(long company, Owner owner) {
                book.giveCompany(company, new CompanyOwner(owner.rep(), owner.territory()));
            }
        });
        List<Mover> movers = new ArrayList<>();
        for (Book.Row row : rows) {
            Held held = held(row, book);
            boolean assigned = held.before().isAssigned();
            boolean rotated = !assigned && now.rotates(see(held.account(), now), now.moment());
            Looked looked = look(held, rotated, draft);
            Companies.@Nullable Owner company = owner(book, held.company(), draft);
            boolean stays = draft.keeps(looked, company)
                    && (assigned
                            ? !(company != null && draft.follows(looked, company))
                                    && !held.before().isByCompany()
                                    && draft.stays(looked).isSame(held.before())
                            : draft.rotates(looked.seen(), draft.moment()));
            if (stays) {
                add(held, new DraftTurns.Decided(assigned ? draft.stays(looked) : held.before(), ""), false);
            } else {
                boolean byActiveToo = !now.keeps(look(held, true, now), owner(book, held.company(), now));
                movers.add(new Mover(looked, byActiveToo));
            }
        }
        movers.sort(Comparator.comparing(
                        (Mover mover) -> mover.looked().held().before().isByCompany())
                .thenComparing(mover -> mover.looked().held().source())
                .thenComparing(mover -> mover.looked().held().externalId()));
        for (Mover mover : movers) {
            add(mover.looked().held(), turns.decide(mover.looked(), draft.moment()), mover.byActiveToo());
        }
        return new Found(tally.impact(at), moves);
    }

    private record Mover(Looked looked, boolean byActiveToo) {}

    private static Companies.@Nullable Owner owner(Book book, long company, Draft by) {
        CompanyOwner owner = book.companyOwner(company);
        return owner == null || !by.isActive(owner.rep()) ? null : new Companies.Owner(owner.rep(), owner.territory());
    }

    /** The place of its rule is read from the decision that brought it to its owner. */
    private static Held held(Book.Row row, Book book) {
        RoutedAccount routed = CanonicalJson.routed(row.decision());
        Position before = new Position(row.status(), row.owner(), row.territory(), row.rule(), null, null);
        for (byte[] decision :
                List.of(row.decision(), book.decision(row.standing()).orElseThrow())) {
            RoutedAccount by = CanonicalJson.routed(decision);
            Matched winner = by.winner();
            if (before.place() == null && winner != null && winner.rule().equals(row.rule())) {
                before = before.placed(Draft.place(winner.file(), winner.line()), by.ruleSetVersion());
            }
        }
        return new Held(
                row.account().source(),
                row.account().externalId(),
                routed.account(),
                before,
                row.open(),
                row.overlays(),
                routed.matchesCompany() ? row.company() : 0);
    }
}
