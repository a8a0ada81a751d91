package landfall.balance;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of snapshots are asked for.
 *
 * @param of null: all kinds of rows
 * @param id null: all of them
 */
record BalanceQuery(@Nullable Grouping of, @Nullable String id) {

    static final BalanceQuery ALL = new BalanceQuery(null, null);

    boolean asks(Grouping grouping) {
        return of == null || of == grouping;
    }

    /** By id. */
    List<BalanceRow> rows(BalanceStore store, String snapshot, Grouping grouping) {
        List<BalanceRow> rows = store.listRows(snapshot, grouping);
        return id == null
                ? rows
                : rows.stream().filter(row -> row.id().equals(id)).toList();
    }
}
