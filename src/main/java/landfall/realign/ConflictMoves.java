package landfall.realign;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import landfall.assignment.UnitedCompany;
import landfall.book.CompanyReport;
import landfall.book.CompanyReport.OwnedAccount;
import landfall.book.CompanyReport.Proposal;
import landfall.book.Keeps;
import landfall.book.Sellers;
import landfall.impact.CompanyMoves;
import landfall.ledger.Book;
import landfall.ledger.CompanyConflicts;
import landfall.ledger.CompanyConflicts.Conflict;
import landfall.ledger.Ledger;
import org.jspecify.annotations.Nullable;

/**
 * Each company that has several owners comes to the one whom the report of such companies proposes, in the order in which they
 * were founded. Where none of its owners sells, it stays as it is.
 */
final class ConflictMoves implements CompanyMoves {

    private static final long LINKED = 300;
    private static final long ALL = 1_000;
    private static final int TELL_EACH = 256;

    private final Ledger ledger;
    private final Keeps keeps;

    /** @param keeps by what it is proposed who keeps one */
    ConflictMoves(Ledger ledger, Keeps keeps) {
        this.ledger = ledger;
        this.keeps = keeps;
    }

    @Override
    public String each(Look look, Consumer<Coming> coming) {
        long last = Math.max(1, look.book().last());
        CompanyConflicts conflicts = ledger.companyConflicts(
                look.book().last(), read -> look.progress().accept(LINKED * read / last));
        Sellers sellers = new Sellers(
                look.rules().roster(), look.at(), look.rules().checked().zone());
        long companies = 0;
        long stay = 0;
        Map<OwnedAccount, Long> numbers = new HashMap<>();
        for (Conflict<OwnedAccount> conflict = next(conflicts, numbers);
                conflict != null;
                conflict = next(conflicts, numbers)) {
            CompanyReport report = CompanyReport.of(conflict, keeps, sellers);
            if (report == null) {
                continue;
            }
            companies++;
            if (report.proposal() == null) {
                stay++;
            } else {
                moves(report, report.proposal(), look.book(), numbers, coming);
            }
            if (companies % TELL_EACH == 0) {
                look.progress().accept(LINKED + (ALL - LINKED) * report.company() / last);
            }
        }
        return words(companies, stay);
    }

    private static @Nullable Conflict<OwnedAccount> next(CompanyConflicts conflicts, Map<OwnedAccount, Long> numbers) {
        numbers.clear();
        return conflicts.next(row -> {
            OwnedAccount account = OwnedAccount.of(row);
            if (account != null) {
                numbers.put(account, row.seq());
            }
            return account;
        });
    }

    private static void moves(
            CompanyReport report,
            Proposal proposal,
            Book book,
            Map<OwnedAccount, Long> numbers,
            Consumer<Coming> coming) {
        Book.CompanyOwner owner = book.companyOwner(report.company());
        UnitedCompany before = new UnitedCompany(
                report.company(),
                owner == null ? null : owner.rep(),
                owner == null ? null : owner.territory(),
                book.last());
        String territory = owner != null && owner.rep().equals(proposal.keeps())
                ? owner.territory()
                : territory(report, proposal.keeps());
        String because = "of the " + report.owners().size() + " owners of its company " + proposal.keeps()
                + " keeps it: " + proposal.because();
        for (OwnedAccount account : report.accounts()) {
            String rep = report.goesTo(account);
            if (rep != null) {
                long number = Objects.requireNonNull(numbers.get(account));
                coming.accept(new Coming(number, rep, territory, because, before));
            }
        }
    }

    /** That of the account that he has had longest. */
    private static @Nullable String territory(CompanyReport report, String keeper) {
        return report.accounts().stream()
                .filter(account -> account.owner().equals(keeper))
                .min(Comparator.comparing(OwnedAccount::since))
                .map(OwnedAccount::territory)
                .orElse(null);
    }

    private static String words(long companies, long stay) {
        if (companies == 0) {
            return "No company has several owners.";
        }
        String all = companies == 1 ? "1 company has" : companies + " companies have";
        String left = stay == 0 ? "" : "; of " + stay + " none of the owners sells, and it stays as it is";
        return all + " several owners" + left + ".";
    }
}
