package landfall.assignment;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import landfall.facts.Account;
import landfall.language.FactType;
import landfall.language.Field;
import landfall.language.Fields;

/**
 * What makes two calls for one account the same: SHA-256 over its cleaned fields and flags. Personal fields count by
 * their digests, so that the print tells nothing of a person.
 *
 * @param ignored names of fields that don't count
 */
record Fingerprint(Set<String> ignored) {

    private static final List<Named> FIELDS =
            Fields.of(FactType.ACCOUNT).stream().map(Named::new).toList();
    private static final int LIKELY_BYTES = 1_024;

    Fingerprint {
        ignored = Set.copyOf(ignored);
    }

    String of(Call call, Map<String, String> digests) {
        return of(call.cleaned().account(), digests, call.request().flags());
    }

    String of(Account account, Map<String, String> digests, AssignmentRequest.Flags flags) {
        ByteArrayOutputStream print = new ByteArrayOutputStream(LIKELY_BYTES);
        for (Named named : FIELDS) {
            Field field = named.field;
            Object value =
                    field.personal() ? digests.get(field.name()) : field.read().apply(account);
            if (value != null && !ignored.contains(field.name())) {
                print.writeBytes(named.bytes);
                add(print, value.toString());
            }
        }
        new TreeMap<>(account.attributes()).forEach((key, value) -> {
            if (!ignored.contains(key)) {
                add(print, "attributes." + key);
                add(print, value);
            }
        });
        add(print, "flags");
        add(print, flags.reassign() + "," + flags.matchCompany());
        return HexFormat.of().formatHex(sha256().digest(print.toByteArray()));
    }

    /** A name or a value after its length, so that no two lists of fields have one print. */
    private static void add(ByteArrayOutputStream print, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        print.write(bytes.length >>> 16);
        print.write(bytes.length >>> 8);
        print.write(bytes.length);
        print.writeBytes(bytes);
    }

    /** A field, with its name as it is printed. */
    private static final class Named {
        private final Field field;
        private final byte[] bytes;

        Named(Field field) {
            ByteArrayOutputStream name = new ByteArrayOutputStream();
            add(name, field.name());
            this.field = field;
            this.bytes = name.toByteArray();
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
