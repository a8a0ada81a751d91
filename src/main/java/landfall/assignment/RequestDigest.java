package landfall.assignment;

import java.security.MessageDigest;
import java.util.HexFormat;

/** What makes two calls with one key the same: SHA-256 over the body as it came. */
final class RequestDigest {

    private RequestDigest() {}

    static String of(AssignmentRequest request) {
        MessageDigest digest = Fingerprint.sha256();
        digest.update(request.rawBody());
        return HexFormat.of().formatHex(digest.digest());
    }
}
