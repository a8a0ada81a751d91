package landfall.ledger;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/**
 * The companies whose accounts are assigned to several owners, in the order in which they were founded, as they stood at one
 * moment. Takes 16 bytes and a bit for each decision, and 8 for each account of such a company. For one thread at a time.
 */
public final class CompanyConflicts {

    private static final int LONG_PAGE = 2_000;
    /** Accounts that are read at a time. */
    private static final int PAGE = 200;

    private static final int SEVERAL = -1;

    private static final String LINKS =
            """
            SELECT seq, previous, status, owner, company, company_owner, merged
            FROM decision WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?
            """;

    /**
     * One of them.
     *
     * @param number of the decision that founded it
     * @param owner to whom what comes new of it goes; null where nobody has it
     * @param accounts that are assigned, in the order of their latest decisions
     */
    public record Conflict<T>(long number, @Nullable String owner, List<T> accounts) {}

    private final Jdbi jdbi;
    private final long last;
    private final BitSet followed = new BitSet();
    private final int[] companies;
    private final int[] owners;
    private final int[] companyOwners;
    private final Map<Long, Long> partOf = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    /** Accounts of these companies: the company's number in the upper half, that of the latest decision in the lower one. */
    private long[] members = {};

    private int at;

    private CompanyConflicts(Jdbi jdbi, long last) {
        if (last >= Integer.MAX_VALUE - 8) {
            throw new IllegalStateException("the book has more decisions than can be told apart: " + last);
        }
        this.jdbi = jdbi;
        this.last = last;
        this.companies = new int[(int) last + 1];
        this.owners = new int[(int) last + 1];
        this.companyOwners = new int[(int) last + 1];
    }

    /** @param progress hears how many decisions were looked at; may throw to break off */
    static CompanyConflicts open(Jdbi jdbi, long last, LongConsumer progress) {
        CompanyConflicts conflicts = new CompanyConflicts(jdbi, last);
        DecisionPages pages = new DecisionPages(jdbi, last);
        long read = 0;
        while (read < last) {
            read = pages.read(LINKS, read, LONG_PAGE, conflicts::link);
            progress.accept(read);
        }
        conflicts.find();
        return conflicts;
    }

    /** Number of the newest decision that it knows. */
    public long last() {
        return last;
    }

    /** Goes on behind a company. */
    public void skip(long company) {
        while (at < members.length && company(at) <= company) {
            at++;
        }
    }

    /**
     * The next company; null at the end.
     *
     * @param reading what is kept of each account; null: it is left out
     */
    public <T> @Nullable Conflict<T> next(Function<BookPages.Row, @Nullable T> reading) {
        if (at == members.length) {
            return null;
        }
        long company = company(at);
        List<T> accounts = new ArrayList<>();
        while (at < members.length && company(at) == company) {
            int end = at;
            while (end < members.length && company(end) == company && end - at < PAGE) {
                end++;
            }
            read(at, end, row -> {
                T kept = reading.apply(row);
                if (kept != null) {
                    accounts.add(kept);
                }
            });
            at = end;
        }
        int owner = companyOwners[(int) company];
        return new Conflict<>(company, owner == 0 ? null : names.get(owner - 1), accounts);
    }

    private void link(ResultSet row) throws SQLException {
        int seq = row.getInt("seq");
        int previous = row.getInt("previous");
        if (previous > 0) {
            followed.set(previous);
        }
        int company = row.getInt("company");
        if (company == 0) {
            return;
        }
        companies[seq] = company;
        owners[seq] = row.getString("status").equals("assigned") ? number(row.getString("owner")) : 0;
        String owner = row.getString("company_owner");
        if (owner != null) {
            companyOwners[company] = owner.equals(CompanyHolding.NOBODY) ? 0 : number(owner);
        }
        for (long part : Columns.numbers(row.getString("merged"))) {
            partOf.put(part, (long) company);
        }
    }

    private int number(String owner) {
        return numbers.computeIfAbsent(owner, fresh -> {
            names.add(fresh);
            return names.size();
        });
    }

    private void find() {
        int[] one = new int[companies.length];
        for (int seq = 1; seq < companies.length; seq++) {
            if (isMember(seq)) {
                int company = whole(companies[seq]);
                companies[seq] = company;
                one[company] = one[company] == 0 || one[company] == owners[seq] ? owners[seq] : SEVERAL;
            }
        }
        members = IntStream.range(1, companies.length)
                .filter(seq -> isMember(seq) && one[companies[seq]] == SEVERAL)
                .mapToLong(seq -> ((long) companies[seq] << Integer.SIZE) | seq)
                .sorted()
                .toArray();
    }

    private long company(int member) {
        return members[member] >> Integer.SIZE;
    }

    private boolean isMember(int seq) {
        return companies[seq] != 0 && owners[seq] != 0 && !followed.get(seq);
    }

    /** The company that it is a part of. */
    private int whole(int company) {
        long whole = company;
        Long older = partOf.get(whole);
        while (older != null) {
            whole = older;
            older = partOf.get(whole);
        }
        return (int) whole;
    }

    /** Told of each row. */
    private interface Reading {
        void read(BookPages.Row row);
    }

    private void read(int from, int to, Reading reading) {
        String sql =
                BookPages.COLUMNS + "FROM decision WHERE seq IN (?" + ", ?".repeat(to - from - 1) + ") ORDER BY seq";
        jdbi.useHandle(handle -> {
            try (PreparedStatement statement = handle.getConnection().prepareStatement(sql)) {
                for (int i = from; i < to; i++) {
                    statement.setInt(i - from + 1, (int) members[i]);
                }
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        reading.read(BookPages.row(rows));
                    }
                }
            } catch (SQLException e) {
                throw new UnableToExecuteStatementException(e, null);
            }
        });
    }
}
