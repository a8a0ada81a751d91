package landfall.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** Signatures of Standard Webhooks computed from SHA-256 alone, as RFC 2104 defines HMAC. */
final class PlainHmac {

    private static final int BLOCK = 64;

    private PlainHmac() {}

    static String signature(String secret, String id, String timestamp, String body) {
        byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        byte[] message = (id + "." + timestamp + "." + body).getBytes(UTF_8);
        return "v1," + Base64.getEncoder().encodeToString(sha(padded(key, 0x5c), sha(padded(key, 0x36), message)));
    }

    private static byte[] padded(byte[] key, int pad) {
        byte[] block = Arrays.copyOf(key, BLOCK);
        for (int i = 0; i < BLOCK; i++) {
            block[i] ^= (byte) pad;
        }
        return block;
    }

    private static byte[] sha(byte[] first, byte[] second) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(first);
            return digest.digest(second);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
