package landfall.impact;

/**
 * How the load of a rep, or a territory, would shift: {@code before.accounts + movedIn - movedOut} is {@code after.accounts}.
 *
 * @param id of the rep or the territory; of accounts with a rep and without a territory it is empty
 * @param movedIn accounts that would come from others
 * @param movedOut accounts that would go to others
 */
public record Shift(String id, Load before, Load after, long movedIn, long movedOut) {}
