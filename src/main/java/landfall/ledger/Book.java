package landfall.ledger;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/**
 * Every account by its latest decision, as it stood at one moment, read from beginning to end. Of the accounts themselves
 * nothing is kept; which decisions are not the latest, and who owns each company, takes 4 bytes and a bit for each
 * decision. For one thread at a time.
 */
public final class Book {

    /** Rows that are read at a time: their latest decisions are one part. */
    private static final int PAGE = 256;

    private static final int LONG_PAGE = 2_000;

    private static final String LINKS =
            """
            SELECT seq, previous, company, company_owner, company_territory, merged
            FROM decision WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?
            """;
    private static final String COLUMNS =
            """
            SELECT seq, kind, source, external_id, status, owner, territory, rule, overlays, company, standing, is_open,
                   hold, decision
            """;

    private static final String ROWS = COLUMNS + "FROM decision WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?";

    /**
     * An account's latest decision.
     *
     * @param seq its number
     * @param open not closed
     * @param company number of the account's company; 0: it belongs to none
     * @param standing number of the decision by which the account came to its owner
     * @param hold what keeps it where it is, or kept it until a while ago; null where nothing does
     * @param decision the record's exact bytes
     */
    public record Row(
            long seq,
            AccountKey account,
            String status,
            String owner,
            @Nullable String territory,
            @Nullable String rule,
            Map<String, String> overlays,
            boolean open,
            long company,
            long standing,
            @Nullable Hold hold,
            byte[] decision) {}

    /**
     * Who owns a company.
     *
     * @param territory null where a rule named the rep alone
     */
    public record CompanyOwner(String rep, @Nullable String territory) {}

    private final Jdbi jdbi;
    private final DecisionPages pages;
    private final long last;
    private final BitSet followed = new BitSet();
    private final Map<Long, Long> partOf = new HashMap<>();
    private final Map<CompanyOwner, Integer> numbers = new HashMap<>();
    private final List<CompanyOwner> owners = new ArrayList<>();
    private final int[] ownerOfCompany;
    private long position;

    private Book(Jdbi jdbi, long last) {
        if (last >= Integer.MAX_VALUE - 8) {
            throw new IllegalStateException("the book has more decisions than can be told apart: " + last);
        }
        this.jdbi = jdbi;
        this.pages = new DecisionPages(jdbi, last);
        this.last = last;
        this.ownerOfCompany = new int[(int) last + 1];
    }

    /** @param progress hears how many decisions were looked at; may throw to break off */
    static Book open(Jdbi jdbi, long last, LongConsumer progress) {
        Book book = new Book(jdbi, last);
        long read = 0;
        while (read < last) {
            read = book.pages.read(LINKS, read, LONG_PAGE, book::link);
            progress.accept(read);
        }
        return book;
    }

    /** Number of the newest decision that the book knows: it reads that many. */
    public long last() {
        return last;
    }

    /** Number of the last decision that was read. */
    public long position() {
        return position;
    }

    /** Some accounts, in the order of their latest decisions; null at the end. */
    public @Nullable List<Row> next() {
        List<Row> rows = new ArrayList<>(PAGE);
        while (position < last && rows.isEmpty()) {
            position = pages.read(ROWS, position, PAGE, row -> {
                if (!followed.get(row.getInt("seq"))) {
                    rows.add(row(row));
                }
            });
        }
        return rows.isEmpty() ? null : rows;
    }

    /** Accounts by the numbers of their latest decisions; some hundreds at most. */
    public Map<Long, Row> rows(Collection<Long> numbers) {
        String sql = COLUMNS + "FROM decision WHERE seq IN ("
                + numbers.stream().map(number -> "?").collect(Collectors.joining(", ")) + ")";
        Map<Long, Row> rows = new HashMap<>();
        jdbi.useHandle(handle -> {
            try (PreparedStatement statement = handle.getConnection().prepareStatement(sql)) {
                int parameter = 0;
                for (long number : numbers) {
                    statement.setLong(++parameter, number);
                }
                try (ResultSet found = statement.executeQuery()) {
                    while (found.next()) {
                        rows.put(found.getLong("seq"), row(found));
                    }
                }
            } catch (SQLException e) {
                throw new UnableToExecuteStatementException(e, null);
            }
        });
        return rows;
    }

    /** A decision's bytes, by its number. */
    public Optional<byte[]> decision(long seq) {
        return jdbi.withExtension(DecisionDao.class, decisions -> decisions.findStored(seq))
                .map(StoredDecision::decision);
    }

    /** Null where the company has none, or there is no such company. */
    public @Nullable CompanyOwner companyOwner(long company) {
        int number = ownerOfCompany[(int) company];
        return number == 0 ? null : owners.get(number - 1);
    }

    /** In this copy of the book alone. */
    public void giveCompany(long company, CompanyOwner owner) {
        ownerOfCompany[(int) company] = number(owner);
    }

    private void link(ResultSet row) throws SQLException {
        int previous = row.getInt("previous");
        if (previous > 0) {
            followed.set(previous);
        }
        long company = row.getLong("company");
        if (company == 0) {
            return;
        }
        String owner = row.getString("company_owner");
        if (owner != null) {
            ownerOfCompany[(int) company] = owner.equals(CompanyHolding.NOBODY)
                    ? 0
                    : number(new CompanyOwner(owner, row.getString("company_territory")));
        }
        for (long part : Columns.numbers(row.getString("merged"))) {
            partOf.put(part, company);
        }
    }

    private int number(CompanyOwner owner) {
        return numbers.computeIfAbsent(owner, fresh -> {
            owners.add(fresh);
            return owners.size();
        });
    }

    private Row row(ResultSet row) throws SQLException {
        long seq = row.getLong("seq");
        long standing = row.getLong("standing");
        return new Row(
                seq,
                new AccountKey(row.getString("source"), row.getString("external_id")),
                row.getString("status"),
                row.getString("owner"),
                row.getString("territory"),
                row.getString("rule"),
                Columns.map(row.getString("overlays")),
                row.getBoolean("is_open") && !EntryMapper.CLOSED.equals(row.getString("kind")),
                whole(row.getLong("company")),
                standing == 0 ? seq : standing,
                Columns.hold(row.getString("hold")),
                row.getBytes("decision"));
    }

    /** The company that it is a part of. */
    private long whole(long company) {
        long whole = company;
        Long older = partOf.get(whole);
        while (older != null) {
            whole = older;
            older = partOf.get(whole);
        }
        return whole;
    }
}
