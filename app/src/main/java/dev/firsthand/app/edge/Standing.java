package dev.firsthand.app.edge;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// Where the server listens, and what stands between it and the network.
public record Standing(InetAddress host, int port, Cover cover) {
    /// What keeps the way to the server from being read or changed.
    public sealed interface Cover {
        /// Nothing: the way does not leave this machine.
        record Loopback() implements Cover {}

        /// TLS by a certificate that somebody vouches for.
        record Certified(CertificateFiles files, Optional<URI> publicUrl) implements Cover {}

        /// TLS by a certificate that nobody vouches for, kept in this folder.
        record SelfSigned(Path folder) implements Cover {}

        /// A proxy that speaks TLS for the server.
        record Proxied(URI publicUrl, Proxies proxies) implements Cover {}
    }

    /// This machine alone. Port 0 takes a free one.
    public static Standing loopback(int port) {
        return new Standing(InetAddress.ofLiteral("127.0.0.1"), port, new Cover.Loopback());
    }

    /// Where people reach the server once it listens at `boundPort`.
    public URI address(int boundPort) {
        return switch (cover) {
            case Cover.Loopback none -> here("http", boundPort);
            case Cover.SelfSigned tried -> here("https", boundPort);
            case Cover.Certified certified -> certified.publicUrl().orElseGet(() -> here("https", boundPort));
            case Cover.Proxied proxied -> proxied.publicUrl();
        };
    }

    /// Whether browsers may be told to come by https alone from now on.
    boolean lasting() {
        return switch (cover) {
            case Cover.Loopback none -> false;
            case Cover.SelfSigned tried -> false;
            case Cover.Certified certified -> true;
            case Cover.Proxied proxied -> true;
        };
    }

    private URI here(String scheme, int boundPort) {
        String name = host.isAnyLocalAddress() ? "localhost" : host.getHostAddress();
        String literal = host instanceof Inet6Address && !host.isAnyLocalAddress() ? "[" + name + "]" : name;
        return URI.create("%s://%s:%d".formatted(scheme, literal, boundPort));
    }
}
