package landfall.assignment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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

    Fingerprint {
        ignored = Set.copyOf(ignored);
    }

    String of(Call call, Map<String, String> digests) {
        return of(call.cleaned().account(), digests, call.request().flags());
    }

    String of(Account account, Map<String, String> digests, AssignmentRequest.Flags flags) {
        MessageDigest digest = sha256();
        for (Field field : Fields.of(FactType.ACCOUNT)) {
            Object value =
                    field.personal() ? digests.get(field.name()) : field.read().apply(account);
            if (value != null && !ignored.contains(field.name())) {
                add(digest, field.name(), value);
            }
        }
        new TreeMap<>(account.attributes()).forEach((key, value) -> {
            if (!ignored.contains(key)) {
                add(digest, "attributes." + key, value);
            }
        });
        add(digest, "flags", flags.reassign() + "," + flags.matchCompany());
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Name and value, each after its length, so that no two lists of fields have one print. */
    private static void add(MessageDigest digest, String name, Object value) {
        add(digest, name);
        add(digest, value.toString());
    }

    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((byte) (bytes.length >>> 16));
        digest.update((byte) (bytes.length >>> 8));
        digest.update((byte) bytes.length);
        digest.update(bytes);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
