package landfall.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The public key that checkpoints are checked with: a name and an Ed25519 key, written as C2SP's signed-note has it. */
public final class VerifierKey {

    static final int ID_BYTES = 4;

    private static final Pattern LINE = Pattern.compile("([^\\s+]+)\\+([0-9a-f]{8})\\+([A-Za-z0-9+/]+=*)");
    private static final byte ED25519 = 1;
    private static final int KEY_BYTES = 32;
    /** What stands before the key in its X.509 form (RFC 8410). */
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String name;
    private final byte[] key;
    private final PublicKey publicKey;

    /** @param key 32 bytes, as RFC 8032 encodes them */
    VerifierKey(String name, byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("an Ed25519 key has 32 bytes, not " + key.length);
        }
        this.name = name;
        this.key = key.clone();
        byte[] encoded = Arrays.copyOf(X509, X509.length + KEY_BYTES);
        System.arraycopy(key, 0, encoded, X509.length, KEY_BYTES);
        try {
            this.publicKey = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("this is no Ed25519 key", e);
        }
    }

    /**
     * Reads a verifier key's line, such as {@code landfall+0123abcd+AQ…}.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public static VerifierKey parse(String line) {
        Matcher parts = LINE.matcher(line.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "a verifier key is one line: a name, +, eight hexadecimal digits, +, and the key in base64");
        }
        byte[] typed;
        try {
            typed = Base64.getDecoder().decode(parts.group(3));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the key after the second + is no base64", e);
        }
        if (typed.length != KEY_BYTES + 1 || typed[0] != ED25519) {
            throw new IllegalArgumentException("only Ed25519 keys are known: 33 bytes in base64, the first of them 1");
        }
        VerifierKey key = new VerifierKey(parts.group(1), Arrays.copyOfRange(typed, 1, typed.length));
        if (!HexFormat.of().formatHex(key.id()).equals(parts.group(2))) {
            throw new IllegalArgumentException("name and key don't go with " + parts.group(2)
                    + ", which should be the beginning of their SHA-256: the line was changed");
        }
        return key;
    }

    String name() {
        return name;
    }

    /** The first four bytes of SHA-256 of name and key. */
    byte[] id() {
        MessageDigest sha256 = TreeHasher.sha256();
        sha256.update(name.getBytes(UTF_8));
        sha256.update((byte) '\n');
        sha256.update(ED25519);
        sha256.update(key);
        return Arrays.copyOf(sha256.digest(), ID_BYTES);
    }

    /** As {@link #parse} reads it, without an end of line. */
    public String line() {
        byte[] typed = new byte[KEY_BYTES + 1];
        typed[0] = ED25519;
        System.arraycopy(key, 0, typed, 1, KEY_BYTES);
        return name + "+" + HexFormat.of().formatHex(id()) + "+"
                + Base64.getEncoder().encodeToString(typed);
    }

    boolean verify(byte[] message, byte[] signature) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(publicKey);
            ed25519.update(message);
            return ed25519.verify(signature);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey that && name.equals(that.name) && Arrays.equals(key, that.key);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, Arrays.hashCode(key));
    }

    @Override
    public String toString() {
        return line();
    }
}
