package landfall.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/** A text with signatures below it, as C2SP's signed-note writes it. */
final class SignedNote {

    private static final String SIGNATURE = "\u2014 ";

    private SignedNote() {}

    /**
     * The text, an empty line, and a line for the signature.
     *
     * @param text whole lines
     */
    static String sign(String text, SigningKey key) {
        byte[] signature = key.sign(text.getBytes(UTF_8));
        byte[] id = key.verifier().id();
        byte[] both = ByteBuffer.allocate(id.length + signature.length)
                .put(id)
                .put(signature)
                .array();
        return text + "\n" + SIGNATURE + key.verifier().name() + " "
                + Base64.getEncoder().encodeToString(both) + "\n";
    }

    /**
     * The text of a note that is signed with that key. Signatures of others are left alone.
     *
     * @throws IllegalArgumentException where the note can't be read, or is not signed so, saying why
     */
    static String open(String note, VerifierKey key) {
        int end = note.lastIndexOf("\n\n");
        if (end < 0 || !note.endsWith("\n")) {
            throw new IllegalArgumentException(
                    "a signed note is whole lines of text, an empty line, and a line for each signature");
        }
        String text = note.substring(0, end + 1);
        boolean signed = false;
        for (String line : note.substring(end + 2).lines().toList()) {
            int space = line.lastIndexOf(' ');
            if (!line.startsWith(SIGNATURE) || space <= SIGNATURE.length()) {
                throw new IllegalArgumentException("this is no line of a signature: " + line);
            }
            byte[] both = signature(line.substring(space + 1));
            if (line.substring(SIGNATURE.length(), space).equals(key.name())
                    && Arrays.equals(Arrays.copyOf(both, VerifierKey.ID_BYTES), key.id())) {
                if (!key.verify(text.getBytes(UTF_8), Arrays.copyOfRange(both, VerifierKey.ID_BYTES, both.length))) {
                    throw new IllegalArgumentException("this is not what " + key.name() + " signed");
                }
                signed = true;
            }
        }
        if (!signed) {
            throw new IllegalArgumentException("nobody signed it with the key of " + key.name());
        }
        return text;
    }

    private static byte[] signature(String text) {
        try {
            byte[] both = Base64.getDecoder().decode(text);
            if (both.length > VerifierKey.ID_BYTES) {
                return both;
            }
        } catch (IllegalArgumentException noBase64) {
            // said below
        }
        throw new IllegalArgumentException(
                "a signature is four bytes of the key's and the signature itself, in base64");
    }
}
