package landfall.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Which companies have accounts with others than at one moment: what was decided since is read, and on from there again and
 * again. It keeps something of each company that was there then, changed, and was not forgotten. For one thread at a time.
 */
public final class CompanyChanges {

    private static final int PAGE = 2_000;
    /** Among those to whom something came: an account, or a part, went from the company or came to it otherwise. */
    private static final String OTHERWISE = "";

    private static final String SINCE =
            """
            SELECT d.seq, d.status, d.owner, d.company, d.merged,
                   p.status AS status_before, p.owner AS owner_before, p.company AS company_before
            FROM decision d LEFT JOIN decision p ON p.seq = d.previous
            WHERE d.seq > ? AND d.seq <= ? ORDER BY d.seq LIMIT ?
            """;

    /**
     * A decision and the one before it about the same account.
     *
     * @param company 0: none
     * @param owner null where nobody has it
     */
    private record Step(
            long company,
            @Nullable String owner,
            long companyBefore,
            @Nullable String ownerBefore,
            List<Long> merged) {}

    private final Jdbi jdbi;
    private final long after;
    private final LongSupplier newest;
    private final LongUnaryOperator whole;
    private final TreeMap<Long, Set<String>> cameTo = new TreeMap<>();
    private long read;

    /**
     * Nothing is read yet.
     *
     * @param after number of the last decision of that moment
     * @param newest number of the newest decision now
     * @param whole the company that one is a part of
     */
    CompanyChanges(Jdbi jdbi, long after, LongSupplier newest, LongUnaryOperator whole) {
        this.jdbi = jdbi;
        this.after = after;
        this.read = after;
        this.newest = newest;
        this.whole = whole;
    }

    /** Reads what was decided meanwhile. */
    public void readOn() {
        long last = newest.getAsLong();
        DecisionPages pages = new DecisionPages(jdbi, last);
        while (read < last) {
            List<Step> steps = new ArrayList<>();
            read = pages.read(SINCE, read, PAGE, row -> steps.add(step(row)));
            steps.forEach(this::note);
        }
    }

    /** Whether accounts of a company came to, or went to, anybody but one rep. */
    public boolean isChangedBut(long company, String rep) {
        return cameTo.getOrDefault(company, Set.of()).stream().anyMatch(other -> !other.equals(rep));
    }

    /** Nobody asks any more about companies that were founded before that one. */
    public void forgetBefore(long company) {
        cameTo.headMap(company).clear();
    }

    private static Step step(ResultSet row) throws SQLException {
        return new Step(
                row.getLong("company"),
                owner(row.getString("status"), row.getString("owner")),
                row.getLong("company_before"),
                owner(row.getString("status_before"), row.getString("owner_before")),
                Columns.numbers(row.getString("merged")));
    }

    private static @Nullable String owner(@Nullable String status, @Nullable String owner) {
        return "assigned".equals(status) ? owner : null;
    }

    private void note(Step step) {
        for (long part : step.merged()) {
            change(part, OTHERWISE);
            change(step.company(), OTHERWISE);
        }
        String owner = step.owner();
        if (isSameCompany(step)) {
            if (!Objects.equals(owner, step.ownerBefore())) {
                change(step.company(), owner == null ? OTHERWISE : owner);
            }
            return;
        }
        if (step.ownerBefore() != null && step.companyBefore() != 0) {
            change(whole.applyAsLong(step.companyBefore()), OTHERWISE);
        }
        if (owner != null) {
            change(step.company(), owner);
        }
    }

    private boolean isSameCompany(Step step) {
        long company = step.company();
        long before = step.companyBefore();
        return company == before
                || (company != 0 && before != 0 && whole.applyAsLong(company) == whole.applyAsLong(before));
    }

    private void change(long company, String to) {
        if (company > 0 && company <= after) {
            cameTo.computeIfAbsent(company, fresh -> new TreeSet<>()).add(to);
        }
    }
}
