package landfall.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CheckpointTest {

    /** The key and the note in the documentation of Go's package note. */
    private static final String LINE = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private static final byte[] SEED =
            Arrays.copyOfRange(Base64.getDecoder().decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"), 1, 33);

    private static final String TEXT =
            "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";

    private static final String NOTE = TEXT
            + "\n\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    private static final byte[] ROOT = new TreeHasher().empty();

    private final SigningKey key = SigningKey.of(new byte[32]);
    private final String note = Checkpoint.sign(42, ROOT, key);

    @Test
    void signsAsOthersDo() {
        SigningKey theirs = SigningKey.of("PeterNeumann", SEED);

        assertThat(theirs.verifier().line()).isEqualTo(LINE);
        assertThat(SignedNote.sign(TEXT, theirs)).isEqualTo(NOTE);
        assertThat(SignedNote.open(NOTE, VerifierKey.parse(LINE))).isEqualTo(TEXT);
    }

    /** RFC 8032, section 7.1, test 1. */
    @Test
    void aSeedHasThePublicKeyOfTheStandard() {
        SigningKey first = SigningKey.of(
                HexFormat.of().parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));

        byte[] typed = Base64.getDecoder().decode(first.verifier().line().split("\\+", 3)[2]);
        assertThat(HexFormat.of().formatHex(typed))
                .isEqualTo("01d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    }

    @Test
    void isReadBackWithThePublicKey() {
        VerifierKey verifier = VerifierKey.parse(key.verifier().line() + "\n");

        assertThat(verifier).isEqualTo(key.verifier());
        assertThat(Checkpoint.open(note, verifier)).isEqualTo(new Checkpoint(verifier.name(), 42, ROOT));
        assertThat(note.lines().toList().subList(0, 4))
                .containsExactly(verifier.name(), "42", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "");
    }

    @Test
    void whoElseSignedMattersNot() {
        String both = note + NOTE.substring(NOTE.indexOf('\u2014'));

        assertThat(Checkpoint.open(both, key.verifier()).size()).isEqualTo(42);
    }

    @Test
    void everyChangedBitIsFound() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            char[] changed = note.toCharArray();
            int at = random.nextInt(changed.length);
            changed[at] ^= (char) (1 << random.nextInt(7));
            String text = new String(changed);

            // what is left of a signature's base64 after its last byte means nothing
            if (text.equals(note) || isPadding(at)) {
                continue;
            }
            assertThatThrownBy(() -> Checkpoint.open(text, key.verifier()))
                    .as("seed %s", seed)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private boolean isPadding(int at) {
        return at >= note.length() - 4;
    }

    @Test
    void saysWhatIsWrong() {
        VerifierKey verifier = key.verifier();
        SigningKey other = SigningKey.of("other", SEED);
        String elsewhere = SignedNote.sign("elsewhere\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", key);

        assertFault(Checkpoint.sign(42, ROOT, other), "nobody signed it with the key of " + verifier.name());
        assertFault(note.replace("\n42\n", "\n43\n"), "this is not what " + verifier.name() + " signed");
        assertFault("text", "a signed note is whole lines of text, an empty line, and a line for each signature");
        assertFault("text\n\nnothing\n", "this is no line of a signature: nothing");
        assertFault(
                "text\n\n\u2014 a ?\n", "a signature is four bytes of the key's and the signature itself, in base64");
        assertFault(SignedNote.sign(TEXT, key), "the second line of a checkpoint is the size of its tree");
        assertFault(elsewhere, "the checkpoint is one of elsewhere, not of " + verifier.name());
        assertFault(
                SignedNote.sign(verifier.name() + "\n1\nAAAA\n", key),
                "the third line of a checkpoint is a hash of 32 bytes in base64");
    }

    private void assertFault(String changed, String fault) {
        assertThatThrownBy(() -> Checkpoint.open(changed, key.verifier()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(fault);
    }

    @Test
    void saysWhatIsWrongWithAKey() {
        String line = key.verifier().line();

        assertNoKey("landfall", "a verifier key is one line");
        assertNoKey(line.replace("landfall", "Landfall"), "the line was changed");
        assertNoKey("a+00000000+A", "the key after the second + is no base64");
        assertNoKey("a+00000000+AgAA", "only Ed25519 keys are known");
    }

    private static void assertNoKey(String line, String fault) {
        assertThatThrownBy(() -> VerifierKey.parse(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(fault);
    }
}
