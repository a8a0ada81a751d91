package landfall.book;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import landfall.assignment.BookedAccount;
import landfall.assignment.CanonicalJson;
import landfall.ledger.BookPages;
import landfall.ledger.CompanyConflicts.Conflict;
import landfall.roster.Rep;
import org.jspecify.annotations.Nullable;

/**
 * A company that has several owners, and who should keep it.
 *
 * @param company its number, by which companies are in order
 * @param companyOwner to whom what comes new of it goes; null where nobody has it
 * @param owners by id
 * @param proposal null where none of the owners sells
 * @param accounts those that go with their company, in the order of their latest decisions
 */
@Schema(name = "CompanyConflict")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CompanyReport(
        @Schema(description = "Ask with it as \"after\" for what comes behind it") long company,
        @Schema(description = "To whom what comes new of it goes; absent where nobody has it") @Nullable
                String companyOwner,
        List<Owner> owners,
        @Schema(description = "Absent where none of the owners sells") @Nullable Proposal proposal,
        List<OwnedAccount> accounts) {

    /**
     * Somebody who has accounts of it.
     *
     * @param active whether he sells now
     * @param ownsCompany whether what comes new of it goes to him
     * @param since when the first of them came to him
     * @param annualRevenue of those of which it is known, in the base currency
     */
    @Schema(name = "CompanyConflictOwner")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Owner(
            String rep,
            @Nullable String name,
            boolean active,
            boolean ownsCompany,
            long accounts,
            Instant since,
            BigDecimal annualRevenue) {}

    /**
     * Who should keep it.
     *
     * @param moves accounts that would come to him
     */
    @Schema(name = "CompanyConflictProposal")
    public record Proposal(String keeps, String because, long moves) {}

    /** One of its accounts. */
    @Schema(name = "CompanyConflictAccount")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OwnedAccount(
            String source,
            String externalId,
            @Nullable String name,
            List<String> companyKeys,
            String owner,
            @Nullable String territory,
            @Nullable String rule,
            Instant since,
            @Nullable BigDecimal annualRevenue) {

        /** Null where the account doesn't go with its company. */
        public static @Nullable OwnedAccount of(BookPages.Row row) {
            if (!CanonicalJson.routed(row.decision()).matchesCompany()) {
                return null;
            }
            BookedAccount booked = CanonicalJson.booked(row.decision());
            return new OwnedAccount(
                    row.account().source(),
                    row.account().externalId(),
                    booked.account().name(),
                    booked.companyKeys(),
                    row.owner(),
                    row.territory(),
                    row.rule(),
                    row.since(),
                    booked.account().annualRevenue());
        }
    }

    /** Null where one owner is left of those whose accounts go with the company. */
    public static @Nullable CompanyReport of(Conflict<OwnedAccount> conflict, Keeps keeps, Sellers sellers) {
        Map<String, List<OwnedAccount>> byOwner = conflict.accounts().stream()
                .collect(Collectors.groupingBy(OwnedAccount::owner, TreeMap::new, Collectors.toList()));
        if (byOwner.size() < 2) {
            return null;
        }
        List<Owner> owners = new ArrayList<>(byOwner.size());
        byOwner.forEach((rep, his) -> owners.add(owner(rep, his, rep.equals(conflict.owner()), sellers)));
        Proposal proposal = keeps.choose(owners)
                .map(keeper -> new Proposal(
                        keeper.rep(),
                        keeps.because(keeper, owners),
                        conflict.accounts().size() - keeper.accounts()))
                .orElse(null);
        return new CompanyReport(conflict.number(), conflict.owner(), owners, proposal, conflict.accounts());
    }

    private static Owner owner(String rep, List<OwnedAccount> his, boolean ownsCompany, Sellers sellers) {
        return new Owner(
                rep,
                sellers.roster().rep(rep).map(Rep::name).orElse(null),
                sellers.isActive(rep),
                ownsCompany,
                his.size(),
                his.stream().map(OwnedAccount::since).min(Instant::compareTo).orElseThrow(),
                his.stream()
                        .map(OwnedAccount::annualRevenue)
                        .filter(revenue -> revenue != null)
                        .reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    /** To whom an account goes; null where it stays. */
    @Nullable
    public String goesTo(OwnedAccount account) {
        return proposal == null || proposal.keeps().equals(account.owner()) ? null : proposal.keeps();
    }
}
