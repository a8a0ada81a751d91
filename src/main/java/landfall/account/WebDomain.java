package landfall.account;

import com.ibm.icu.text.IDNA;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Web domains out of domains, addresses of pages and of mailboxes; lower case, other scripts in Punycode (UTS 46). */
final class WebDomain {

    private static final IDNA UTS_46 =
            IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.CHECK_BIDI | IDNA.USE_STD3_RULES);
    private static final Set<String> FREE_MAIL = new HashSet<>(ReferenceData.lines("free-mail.txt"));
    private static final int LONGEST = 253;

    private WebDomain() {}

    /** Of a domain or an address of a page; a mail address gives its domain, too. Null where there is none. */
    static @Nullable String of(String tidy) {
        String host = tidy;
        int scheme = host.indexOf("://");
        if (scheme >= 0) {
            host = host.substring(scheme + 3);
        } else if (host.startsWith("//")) {
            host = host.substring(2);
        }
        host = host.substring(0, end(host));
        host = host.substring(host.lastIndexOf('@') + 1);
        int port = host.indexOf(':');
        host = port >= 0 ? host.substring(0, port) : host;
        String domain = ascii(host.endsWith(".") ? host.substring(0, host.length() - 1) : host);
        if (domain == null) {
            return null;
        }
        String bare = domain;
        while (bare.startsWith("www.") && bare.indexOf('.', 4) > 0) {
            bare = bare.substring(4);
        }
        return bare;
    }

    /** Of a mail address; null where it is none. */
    static @Nullable String ofMail(String address) {
        int at = address.lastIndexOf('@');
        if (at <= 0 || address.indexOf(' ') >= 0) {
            return null;
        }
        return ascii(address.substring(at + 1));
    }

    /** Whether anybody gets a mailbox there, so that it says nothing about a company. */
    static boolean isFreeMail(String domain) {
        return FREE_MAIL.contains(domain);
    }

    private static int end(String host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c == '/' || c == '?' || c == '#' || c == '\\') {
                return i;
            }
        }
        return host.length();
    }

    private static @Nullable String ascii(String host) {
        if (host.isEmpty() || host.length() > LONGEST) {
            return null;
        }
        if (!isPlainDomain(host)) {
            IDNA.Info info = new IDNA.Info();
            StringBuilder ascii = new StringBuilder();
            UTS_46.nameToASCII(host, ascii, info);
            return info.hasErrors() || !isPlainDomain(ascii.toString())
                    ? null
                    : ascii.toString().toLowerCase(Locale.ROOT);
        }
        return host.toLowerCase(Locale.ROOT);
    }

    /** Letters, digits and hyphens in at least two labels, the last of them no number. */
    private static boolean isPlainDomain(String host) {
        int labels = 0;
        int start = 0;
        boolean lastHasLetter = false;
        for (int i = 0; i <= host.length(); i++) {
            if (i == host.length() || host.charAt(i) == '.') {
                int length = i - start;
                if (length == 0 || length > 63 || host.charAt(start) == '-' || host.charAt(i - 1) == '-') {
                    return false;
                }
                labels++;
                start = i + 1;
                if (i < host.length()) {
                    lastHasLetter = false;
                }
            } else {
                char c = host.charAt(i);
                boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
                if (!letter && !NumberParts.isDigit(c) && c != '-') {
                    return false;
                }
                lastHasLetter |= letter;
            }
        }
        return labels >= 2 && lastHasLetter && host.length() <= LONGEST;
    }
}
