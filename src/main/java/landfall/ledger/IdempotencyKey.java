package landfall.ledger;

/**
 * An explicit key of one event.
 *
 * @param caller name of the API key that sent it; {@code anonymous} where no keys are configured
 * @param key as sent
 * @param fingerprint SHA-256 of what was asked, in hex: the same key with another one is refused
 */
public record IdempotencyKey(String caller, String key, String fingerprint) {}
