package landfall.language;

/** What a rule does, as data; nothing of it is ever run as code. */
public sealed interface Action {

    Place place();

    /** {@code routing.territory("…")}. */
    record ClaimTerritory(String territory, Place idPlace, Place place) implements Action {}

    /** {@code routing.rep("…")}. */
    record ClaimRep(String rep, Place idPlace, Place place) implements Action {}

    /** {@code routing.territoryFrom("list", "field")}: the account's row of a mapping list names the territory. */
    record TerritoryFrom(String list, Operand key, Place listPlace, Place place) implements Action {}

    /** {@code routing.repFrom("list", "field")}. */
    record RepFrom(String list, Operand key, Place listPlace, Place place) implements Action {}

    /** {@code routing.overlay("…")}. */
    record Overlay(String territory, Place idPlace, Place place) implements Action {}

    /** {@code routing.reason("…")}. */
    record Reason(String sentence, Place place) implements Action {}

    /** A rotation verb with its modifiers. */
    record TakeTurns(RotationSpec rotation, Place place) implements Action {}
}
