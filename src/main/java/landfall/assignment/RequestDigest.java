package landfall.assignment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/** What makes two calls with one key the same: SHA-256 over the body as it came, or over what a source's map reads of it. */
final class RequestDigest {

    private RequestDigest() {}

    static String of(AssignmentRequest request) {
        return of(request.said());
    }

    /** Of a call whose body was read already: over all that it says. */
    static String of(String call) {
        return of(call.getBytes(StandardCharsets.UTF_8));
    }

    private static String of(byte[] bytes) {
        MessageDigest digest = Fingerprint.sha256();
        digest.update(bytes);
        return HexFormat.of().formatHex(digest.digest());
    }
}
