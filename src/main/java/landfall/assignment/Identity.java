package landfall.assignment;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import landfall.facts.Account;
import org.jspecify.annotations.Nullable;

/**
 * Who an account is: its source and its id there, or what stands for the id. The e-mail address stands for it by an
 * HMAC-SHA-256 under the service's own secret, so that no id tells the address.
 */
public final class Identity {

    private final SecretKeySpec secret;

    /**
     * Keeps the secret.
     *
     * @param secret at least 32 random bytes that never change for a database
     */
    public Identity(byte[] secret) {
        this.secret = new SecretKeySpec(secret, "HmacSHA256");
    }

    /** The account with its id: the caller's, else the e-mail's keyed hash, else the idempotency key. */
    Account complete(Account account, @Nullable String idempotencyKey) {
        if (account.externalId() != null) {
            return account;
        }
        String email = account.email();
        if (email != null) {
            return account.toBuilder()
                    .externalId("email-" + mac(email.toLowerCase(Locale.ROOT)).substring(0, 32))
                    .build();
        }
        if (idempotencyKey != null) {
            return account.toBuilder().externalId(idempotencyKey).build();
        }
        throw new NoIdentityException();
    }

    /** Stand-ins for the digests under the account's key, for decisions that are not recorded. */
    Map<String, String> digests(Account account) {
        Map<String, String> digests = new LinkedHashMap<>(4);
        personalFields(account).forEach((field, value) -> digests.put(field, mac(value)));
        return digests;
    }

    static Map<String, String> personalFields(Account account) {
        Map<String, String> fields = new LinkedHashMap<>(4);
        put(fields, "email", account.email());
        put(fields, "person", account.person());
        put(fields, "phone", account.phone());
        return fields;
    }

    private static void put(Map<String, String> fields, String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    private String mac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }

    /** The account names neither an id, nor an e-mail address, nor does the call carry a key. */
    static final class NoIdentityException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoIdentityException() {
            super("no externalId, no e-mail address, no idempotency key");
        }
    }
}
