package landfall.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {

    private static final Networks PUBLIC = new Networks(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.0.9",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.0.2.5",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::127.0.0.1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:0:8.8.8.8",
                "64:ff9b::a00:1",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:0:4136:e378::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "3fff::1",
                "5f00::1",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "ff02::1"
            })
    void whatIsNotPublicIsRefused(String address) throws UnknownHostException {
        assertThat(PUBLIC.permit(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.1.1.1",
                "128.0.0.1",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.1.1",
                "192.169.0.1",
                "198.17.1.1",
                "198.20.0.0",
                "223.255.255.255",
                "2600::1",
                "2a00:1450::1",
                "2001:200::1",
                "2001:4860:4860::8888",
                "::ffff:8.8.8.8"
            })
    void whatIsPublicIsNot(String address) throws UnknownHostException {
        assertThat(PUBLIC.permit(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void whatConfigurationAllowsIsAllowedAndNothingBeside() throws UnknownHostException {
        Networks networks = new Networks(List.of("10.1.0.0/16", "::1", "fd00:1::/32"));

        assertThat(networks.permit(InetAddress.getByName("10.1.255.255"))).isTrue();
        assertThat(networks.permit(InetAddress.getByName("::ffff:10.1.2.3"))).isTrue();
        assertThat(networks.permit(InetAddress.getByName("::1"))).isTrue();
        assertThat(networks.permit(InetAddress.getByName("fd00:1::7"))).isTrue();
        assertThat(networks.permit(InetAddress.getByName("10.2.0.0"))).isFalse();
        assertThat(networks.permit(InetAddress.getByName("::2"))).isFalse();
        assertThat(networks.permit(InetAddress.getByName("127.0.0.1"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0/8/1", "example.com/8", ""})
    void whatIsNoNetworkIsNamed(String network) {
        assertThatThrownBy(() -> new Networks(List.of(network)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(network);
    }
}
