package landfall.ledger;

/**
 * An account as it stands, with its latest decision.
 *
 * @param decision the record's exact bytes
 */
public record Held(Holding holding, byte[] decision) {}
