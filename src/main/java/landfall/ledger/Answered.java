package landfall.ledger;

import java.util.HexFormat;

/** The stored answer to a call with an idempotency key. */
record Answered(long seq, String caller, String eventKey, byte[] fingerprint, byte[] answer) {

    static Answered of(long seq, IdempotencyKey key, byte[] answer) {
        return new Answered(seq, key.caller(), key.key(), HexFormat.of().parseHex(key.fingerprint()), answer);
    }

    IndexKey key() {
        return IndexKey.event(caller, eventKey);
    }
}
