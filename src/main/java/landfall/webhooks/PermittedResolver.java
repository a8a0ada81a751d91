package landfall.webhooks;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves a name, or an address that stands for itself, to those of its addresses that may be called. It is asked for each new
 * connection, which goes to what it answers and nowhere else, so a name that means something else a moment later
 * (DNS rebinding) gains nothing.
 */
final class PermittedResolver implements DnsResolver {

    private final Networks networks;
    private final Lookup lookup;

    /** Where a name leads to. */
    @FunctionalInterface
    interface Lookup {
        InetAddress[] find(String host) throws UnknownHostException;
    }

    PermittedResolver(Networks networks, Lookup lookup) {
        this.networks = networks;
        this.lookup = lookup;
    }

    /** The name has no address that may be called. */
    static final class RefusedException extends UnknownHostException {
        RefusedException(String host, InetAddress address) {
            super(host + " is " + address.getHostAddress()
                    + ", which is not a public address: webhooks.allowedNetworks in config.yml doesn't have it");
        }
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] all = lookup.find(host);
        InetAddress[] permitted = Arrays.stream(all).filter(networks::permit).toArray(InetAddress[]::new);
        if (permitted.length == 0) {
            throw new RefusedException(host, all[0]);
        }
        return permitted;
    }

    /** The name itself: nothing that is done here needs another. */
    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
