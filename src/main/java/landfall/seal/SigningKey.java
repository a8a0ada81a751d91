package landfall.seal;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;

/** The private key that signs checkpoints: Ed25519, with a name that says which service it is. Safe for many threads. */
public final class SigningKey {

    private static final int SEED_BYTES = 32;
    private static final int NAME_BYTES = 8;

    private final PrivateKey key;
    private final VerifierKey verifier;

    private SigningKey(PrivateKey key, VerifierKey verifier) {
        this.key = key;
        this.verifier = verifier;
    }

    /**
     * The key of a seed, as RFC 8032 makes it; it always has the same name, which is made of its public half.
     *
     * @param seed 32 random bytes
     */
    public static SigningKey of(byte[] seed) {
        byte[] publicKey = publicKey(seed);
        String half = HexFormat.of().formatHex(Arrays.copyOf(TreeHasher.sha256().digest(publicKey), NAME_BYTES));
        return of("landfall-" + half, seed);
    }

    static SigningKey of(String name, byte[] seed) {
        try {
            PrivateKey key = KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
            SigningKey signing = new SigningKey(key, new VerifierKey(name, publicKey(seed)));
            if (!signing.verifier.verify(seed, signing.sign(seed))) {
                throw new IllegalStateException("this Java makes another public key of an Ed25519 seed");
            }
            return signing;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has Ed25519", e);
        }
    }

    /** Java works it out only where it makes a pair, from what it takes for random. */
    private static byte[] publicKey(byte[] seed) {
        try {
            KeyPairGenerator pairs = KeyPairGenerator.getInstance("Ed25519");
            pairs.initialize(NamedParameterSpec.ED25519, new Known(seed));
            byte[] encoded = pairs.generateKeyPair().getPublic().getEncoded();
            return Arrays.copyOfRange(encoded, encoded.length - SEED_BYTES, encoded.length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has Ed25519", e);
        }
    }

    /** Gives the seed where random bytes are asked for. */
    private static final class Known extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] seed;

        Known(byte[] seed) {
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (bytes.length != seed.length) {
                throw new IllegalArgumentException("an Ed25519 seed has " + SEED_BYTES + " bytes");
            }
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }

    /** The public half. */
    public VerifierKey verifier() {
        return verifier;
    }

    byte[] sign(byte[] message) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(key);
            ed25519.update(message);
            return ed25519.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has Ed25519", e);
        }
    }
}
