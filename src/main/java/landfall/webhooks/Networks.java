package landfall.webhooks;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import org.eclipse.jetty.util.InetAddressSet;

/** Which addresses of the internet protocol may be called: those of the public internet, and what config.yml allows. */
final class Networks {

    /** What the registries of special-purpose addresses (RFC 6890) keep from the public internet, and multicast. */
    private static final List<String> NOT_PUBLIC_4 = List.of(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    /** Global unicast; everything else is loopback, link-local, unique local, mapped, translated or unassigned. */
    private static final String PUBLIC_6 = "2000::/3";

    /** Within it: protocol assignments and Teredo, documentation, 6to4, segment routing; some lead to an IPv4 address. */
    private static final List<String> NOT_PUBLIC_6 =
            List.of("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "2620:4f:8000::/48");

    private final InetAddressSet refused4 = set(NOT_PUBLIC_4);
    private final InetAddressSet public6 = set(List.of(PUBLIC_6));
    private final InetAddressSet refused6 = set(NOT_PUBLIC_6);
    private final InetAddressSet allowed;

    /**
     * With some more than the public ones.
     *
     * @param allowed such as {@code 10.1.0.0/16}
     * @throws IllegalArgumentException naming the one that is no network
     */
    Networks(List<String> allowed) {
        this.allowed = set(allowed);
    }

    private static InetAddressSet set(List<String> networks) {
        InetAddressSet set = new InetAddressSet();
        for (String network : networks) {
            if (network.isBlank()) {
                throw new IllegalArgumentException("Bad address pattern: " + network);
            }
            set.add(network);
        }
        return set;
    }

    /** Java makes a mapped address (::ffff:0:0/96) the IPv4 address that it stands for. */
    boolean permit(InetAddress address) {
        if (allowed.test(address)) {
            return true;
        }
        return address instanceof Inet4Address
                ? !refused4.test(address)
                : public6.test(address) && !refused6.test(address);
    }
}
