package dev.firsthand.app.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.app.edge.Standing.Cover;
import dev.firsthand.app.edge.StandingWish.Listening;
import dev.firsthand.app.edge.StandingWish.Proxied;
import dev.firsthand.app.edge.StandingWish.Tls;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandingWishTest {
    private static final Tls NO_TLS = new Tls(Optional.empty(), Optional.empty(), false);
    private static final Proxied NO_PROXY = new Proxied(false, Optional.empty(), List.of());
    private final Instant now = InstantSource.system().instant().plus(Duration.ofHours(1));

    private final Path folder;

    StandingWishTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Standing decided(String host, Tls tls, Proxied proxied) throws StandingRefused {
        return new StandingWish(new Listening(host, 8400), tls, proxied).decide(folder, InstantSource.fixed(now));
    }

    private String refusal(String host, Tls tls, Proxied proxied) {
        try {
            return "allowed: " + decided(host, tls, proxied);
        } catch (StandingRefused refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    private Tls files() {
        return new Tls(Optional.of(folder.resolve("certificate.pem")), Optional.of(folder.resolve("key.pem")), false);
    }

    private static Proxied behind(String url, String... proxies) {
        return new Proxied(true, Optional.of(url), List.of(proxies));
    }

    @Test
    void this_machine_alone_needs_nothing() throws Exception {
        for (String host : List.of("127.0.0.1", "localhost", "::1")) {
            assertThat(decided(host, NO_TLS, NO_PROXY).cover()).isInstanceOf(Cover.Loopback.class);
        }
        assertThat(decided("::1", NO_TLS, NO_PROXY).address(8400)).hasToString("http://[0:0:0:0:0:0:0:1]:8400");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7"})
    void beyond_this_machine_nothing_is_served_in_the_open(String host) throws Exception {
        assertThat(refusal(host, NO_TLS, NO_PROXY))
                .contains("--certificate", "--behind-proxy", "--self-signed", "leave --host away");
        PemFiles.write(folder, now);
        assertThat(decided(host, files(), NO_PROXY).cover()).isInstanceOf(Cover.Certified.class);
        assertThat(decided(host, new Tls(Optional.empty(), Optional.empty(), true), NO_PROXY)
                        .cover())
                .isInstanceOf(Cover.SelfSigned.class);
        assertThat(decided(host, NO_TLS, behind("https://example.org", "192.0.2.1"))
                        .address(8400))
                .isEqualTo(URI.create("https://example.org"));
    }

    @Test
    void a_proxy_elsewhere_must_be_named_so_that_nobody_can_pretend_to_be_it() {
        assertThat(refusal("0.0.0.0", NO_TLS, behind("https://example.org"))).contains("--proxy ADDRESS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://example.org", "example.org", "https://example.org/firsthand", "https://", "https://a b"})
    void a_public_address_is_https_and_a_name_alone(String url) {
        assertThat(refusal("127.0.0.1", NO_TLS, behind(url))).contains("The public address must be https://NAME");
    }

    @Test
    void every_fault_is_told_at_once() throws Exception {
        PemFiles.write(folder, now);
        Path certificate = folder.resolve("certificate.pem");
        assertThat(refusal("no such host.", new Tls(Optional.of(certificate), Optional.empty(), true), NO_PROXY))
                .startsWith("There are 3 faults")
                .contains("--host no such host.", "--certificate and --key belong together", "--self-signed makes");
        assertThat(refusal("127.0.0.1", files(), new Proxied(true, Optional.empty(), List.of("10.0.0.0/99"))))
                .startsWith("There are 3 faults")
                .contains("the proxy speaks TLS", "--public-url", "10.0.0.0/99");
    }

    @Test
    void a_certificate_that_cannot_serve_is_refused_in_clear_words() throws Exception {
        assertThat(refusal("127.0.0.1", files(), NO_PROXY))
                .startsWith("There are 2 faults")
                .contains("certificate.pem cannot be read", "key.pem cannot be read");

        PemFiles.write(folder, now);
        String other = Files.readString(folder.resolve("key.pem"));
        PemFiles.write(folder, now);
        Files.writeString(folder.resolve("key.pem"), other);
        assertThat(refusal("127.0.0.1", files(), NO_PROXY)).contains("is not the key of the first certificate");
        assertThatThrownBy(() -> new StandingWish(new Listening("127.0.0.1", 0), files(), NO_PROXY)
                        .decide(folder, InstantSource.fixed(now.plus(Duration.ofDays(500)))))
                .hasMessageStartingWith("There are 2 faults")
                .hasMessageContaining("expired at");
        assertThatThrownBy(() -> new StandingWish(new Listening("127.0.0.1", 0), files(), NO_PROXY)
                        .decide(folder, InstantSource.fixed(now.minus(Duration.ofDays(500)))))
                .hasMessageContaining("Is the clock right?");

        Files.writeString(folder.resolve("certificate.pem"), "nothing of the kind");
        Files.writeString(folder.resolve("key.pem"), PemFiles.pem("RSA PRIVATE KEY", new byte[] {1, 2, 3}));
        assertThat(refusal("127.0.0.1", files(), NO_PROXY))
                .startsWith("There are 2 faults")
                .contains("holds no certificate", "openssl pkcs8 -topk8");
    }

    @Test
    void a_client_is_the_last_address_that_no_proxy_of_ours_bears() {
        Proxies proxies = Proxies.of(List.of("10.0.0.0/24", "2001:db8::1"), List.of());
        InetAddress here = InetAddress.ofLiteral("127.0.0.1");
        assertThat(proxies.client(here, List.of())).isEqualTo(here);
        assertThat(proxies.client(here, List.of("198.51.100.9", "203.0.113.5", "10.0.0.7")))
                .as("what stands before it was written by strangers")
                .isEqualTo(InetAddress.ofLiteral("203.0.113.5"));
        assertThat(proxies.client(here, List.of("198.51.100.9", "evil"))).isEqualTo(here);
        assertThat(proxies.trusts(InetAddress.ofLiteral("10.0.1.1"))).isFalse();
        assertThat(proxies.trusts(InetAddress.ofLiteral("10.0.0.255"))).isTrue();
        assertThat(proxies.trusts(InetAddress.ofLiteral("2001:db8::2"))).isFalse();
    }
}
