package landfall.balance;

import java.util.List;

/**
 * Who has how much, at one moment.
 *
 * @param territories by id; those of the roster and those that have accounts
 * @param teams by id
 * @param reps by id; those who sell and those who have accounts
 */
record Balance(BalanceRow all, List<BalanceRow> territories, List<BalanceRow> teams, List<BalanceRow> reps) {

    List<BalanceRow> rows(Grouping grouping) {
        return switch (grouping) {
            case ALL -> List.of(all);
            case TERRITORY -> territories;
            case TEAM -> teams;
            case REP -> reps;
        };
    }
}
