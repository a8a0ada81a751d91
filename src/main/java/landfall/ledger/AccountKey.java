package landfall.ledger;

/** Source and id there: together they are the account. */
public record AccountKey(String source, String externalId) {}
