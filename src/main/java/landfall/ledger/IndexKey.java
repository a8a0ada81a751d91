package landfall.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Something that a decision is found by, other than its id: an exact key; its slot is only a hint. */
record IndexKey(Kind kind, String space, String name) {

    /** As it was before, after each digest; to look for one takes as long as to make it. */
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(IndexKey::sha256);

    /** The letter is part of the hash: never change one. */
    enum Kind {
        /** The account's latest decision. */
        ACCOUNT('a'),
        /** The decision that an idempotency key led to. */
        EVENT('e'),
        /** The decision in which a key of a company was first seen. */
        COMPANY_KEY('k'),
        /** The last decision that gave a company another owner, or found it to be part of an older one. */
        COMPANY('c');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }
    }

    static IndexKey account(AccountKey key) {
        return new IndexKey(Kind.ACCOUNT, key.source(), key.externalId());
    }

    static IndexKey event(String caller, String key) {
        return new IndexKey(Kind.EVENT, caller, key);
    }

    static IndexKey companyKey(String key) {
        return new IndexKey(Kind.COMPANY_KEY, "", key);
    }

    static IndexKey company(long founding) {
        return new IndexKey(Kind.COMPANY, "", Long.toString(founding));
    }

    /** The first 62 bits of a SHA-256: the slots after it, where two keys share one, never run over. */
    long slot() {
        byte[] first = space.getBytes(StandardCharsets.UTF_8);
        byte[] second = name.getBytes(StandardCharsets.UTF_8);
        byte[] all = ByteBuffer.allocate(6 + first.length + second.length)
                .putChar(kind.letter)
                .putInt(first.length)
                .put(first)
                .put(second)
                .array();
        return ByteBuffer.wrap(SHA_256.get().digest(all)).getLong() >>> 2;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
