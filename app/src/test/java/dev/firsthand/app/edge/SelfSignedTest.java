package dev.firsthand.app.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelfSignedTest {
    private final Instant now = InstantSource.system().instant().plus(Duration.ofHours(1));

    @Test
    void the_certificate_names_every_address_and_is_made_anew_only_when_one_is_missing(@TempDir Path folder)
            throws Exception {
        var made = new SelfSigned(folder.resolve("made"));
        Identity first = made.identity(List.of("192.0.2.7", "2001:db8:0:0:0:0:0:9"), now);

        assertThat(first.chain().getFirst().getSubjectAlternativeNames())
                .extracting(name -> String.valueOf(name.get(1)))
                .contains("localhost", "127.0.0.1", "192.0.2.7", "2001:db8:0:0:0:0:0:9");
        assertThat(made.identity(List.of("192.0.2.7"), now).fingerprint()).isEqualTo(first.fingerprint());
        Identity moved = made.identity(List.of("198.51.100.1"), now);
        assertThat(moved.fingerprint()).isNotEqualTo(first.fingerprint());
        assertThat(moved.chain().getFirst().getSubjectAlternativeNames())
                .extracting(name -> String.valueOf(name.get(1)))
                .contains("198.51.100.1");
    }

    @Test
    void a_server_on_all_addresses_is_reached_at_each_of_the_machines_own() throws Exception {
        List<String> own = SelfSigned.addresses(InetAddress.ofLiteral("0.0.0.0"));

        assertThat(own).doesNotContain("0.0.0.0", "127.0.0.1").noneMatch(address -> address.contains("%"));
        assertThat(own)
                .hasSameSizeAs(NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                        .limit(32)
                        .toList());
        assertThat(SelfSigned.addresses(InetAddress.ofLiteral("192.0.2.7"))).containsExactly("192.0.2.7");
    }
}
