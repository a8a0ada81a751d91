package landfall.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * A key as its holder has it: {@code lf_}, ten characters that name it, {@code _}, forty-three random letters and digits (256
 * bits), and six that check the rest (CRC-32), so that a mistyped key is told from an unknown one. Whoever looks for leaked
 * keys finds it by {@code lf_[0-9A-Za-z]{10}_[0-9A-Za-z]{49}}.
 *
 * @param id the part that is no secret
 */
record KeyText(String id, String text) {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int ID = 10;
    private static final int SECRET = 43;
    private static final int CHECK = 6;
    private static final Pattern FORM =
            Pattern.compile("lf_([0-9A-Za-z]{" + ID + "})_[0-9A-Za-z]{" + (SECRET + CHECK) + "}");
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A new one, of 256 random bits. */
    static KeyText fresh() {
        String id = random(ID);
        String text = "lf_" + id + "_" + random(SECRET);
        return new KeyText(id, text + check(text));
    }

    /** Empty for what can't be a key, since it has another form or its characters don't fit each other. */
    static Optional<KeyText> parse(String text) {
        Matcher form = FORM.matcher(text);
        int end = text.length() - CHECK;
        return form.matches() && check(text.substring(0, end)).equals(text.substring(end))
                ? Optional.of(new KeyText(form.group(1), text))
                : Optional.empty();
    }

    /** SHA-256: enough for what is random, for nobody can try all of 2^256. */
    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Without its secret part, so that it can't get into a log by mistake. */
    @Override
    public String toString() {
        return "lf_" + id + "_…";
    }

    private static String random(int length) {
        StringBuilder random = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            random.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return random.toString();
    }

    private static String check(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        long rest = crc.getValue();
        StringBuilder check = new StringBuilder(CHECK);
        for (int i = 0; i < CHECK; i++) {
            check.insert(0, ALPHABET.charAt((int) (rest % ALPHABET.length())));
            rest /= ALPHABET.length();
        }
        return check.toString();
    }
}
