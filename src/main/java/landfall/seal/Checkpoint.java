package landfall.seal;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The head of a tree, as C2SP's tlog-checkpoint writes it.
 *
 * @param origin which tree it is: the name of the key
 * @param size leaves of the tree
 * @param root what they come to, 32 bytes
 */
record Checkpoint(String origin, long size, byte[] root) {

    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,17}");

    /** The checkpoint as a note that the key signed. */
    static String sign(long size, byte[] root, SigningKey key) {
        String text =
                key.verifier().name() + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
        return SignedNote.sign(text, key);
    }

    /**
     * Reads a signed checkpoint.
     *
     * @throws IllegalArgumentException where it can't be read, or is not signed with that key, saying why
     */
    static Checkpoint open(String note, VerifierKey key) {
        List<String> lines = SignedNote.open(note, key).lines().toList();
        if (lines.size() < 3 || !SIZE.matcher(lines.get(1)).matches()) {
            throw new IllegalArgumentException("the second line of a checkpoint is the size of its tree");
        }
        if (!lines.get(0).equals(key.name())) {
            throw new IllegalArgumentException("the checkpoint is one of " + lines.get(0) + ", not of " + key.name());
        }
        return new Checkpoint(lines.get(0), Long.parseLong(lines.get(1)), root(lines.get(2)));
    }

    private static byte[] root(String text) {
        try {
            byte[] root = Base64.getDecoder().decode(text);
            if (root.length == TreeHasher.BYTES) {
                return root;
            }
        } catch (IllegalArgumentException noBase64) {
            // said below
        }
        throw new IllegalArgumentException("the third line of a checkpoint is a hash of 32 bytes in base64");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Checkpoint that
                && origin.equals(that.origin)
                && size == that.size
                && Arrays.equals(root, that.root);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(root);
    }
}
