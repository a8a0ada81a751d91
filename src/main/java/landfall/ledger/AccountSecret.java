package landfall.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * An account's own secret. Two keys are derived from it: one seals personal data (AES-256-GCM, a random nonce of 96 bits,
 * bound to the decision's id), the other digests it (HMAC-SHA-256, RFC 2104, over the field's name, a zero byte and its
 * value). Without the secret neither says anything of the data.
 */
final class AccountSecret {
    private static final SecureRandom RANDOM = new SecureRandom();
    // Finding them takes longer than using them.
    private static final ThreadLocal<Mac> MAC = ThreadLocal.withInitial(AccountSecret::newMac);
    private static final ThreadLocal<Cipher> CIPHER = ThreadLocal.withInitial(AccountSecret::newCipher);
    private static final int SECRET_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final byte FORMAT = 1;

    private final byte[] secret;
    private final SecretKeySpec sealing;
    private final SecretKeySpec digesting;

    AccountSecret(byte[] secret) {
        this.secret = secret.clone();
        SecretKeySpec root = new SecretKeySpec(secret, "HmacSHA256");
        this.sealing = new SecretKeySpec(hmac(root, "seal"), "AES");
        this.digesting = new SecretKeySpec(hmac(root, "digest"), "HmacSHA256");
    }

    static AccountSecret fresh() {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return new AccountSecret(secret);
    }

    byte[] bytes() {
        return secret.clone();
    }

    /** For each field its digest, in hex. */
    Map<String, String> digests(Map<String, String> personal) {
        Map<String, String> digests = new TreeMap<>();
        personal.forEach(
                (field, value) -> digests.put(field, HexFormat.of().formatHex(hmac(digesting, field + '\0' + value))));
        return digests;
    }

    byte[] seal(UUID decision, Map<String, String> personal) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, decision).doFinal(Columns.bytes(personal));
            return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
                    .put(FORMAT)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Fails for bytes that were not sealed under this secret for this decision. */
    Map<String, String> open(UUID decision, byte[] sealed) {
        if (sealed.length < 1 + NONCE_BYTES || sealed[0] != FORMAT) {
            throw new IllegalStateException("personal data of " + decision + " are in no known format");
        }
        byte[] nonce = new byte[NONCE_BYTES];
        ByteBuffer.wrap(sealed, 1, NONCE_BYTES).get(nonce);
        try {
            return Columns.map(cipher(Cipher.DECRYPT_MODE, nonce, decision)
                    .doFinal(sealed, 1 + NONCE_BYTES, sealed.length - 1 - NONCE_BYTES));
        } catch (AEADBadTagException e) {
            throw new IllegalStateException("personal data of " + decision + " were changed", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, UUID decision) throws GeneralSecurityException {
        Cipher cipher = CIPHER.get();
        cipher.init(mode, sealing, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(ByteBuffer.allocate(16)
                .putLong(decision.getMostSignificantBits())
                .putLong(decision.getLeastSignificantBits())
                .array());
        return cipher;
    }

    private static byte[] hmac(SecretKeySpec key, String text) {
        try {
            Mac mac = MAC.get();
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Mac newMac() {
        try {
            return Mac.getInstance("HmacSHA256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Cipher newCipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
