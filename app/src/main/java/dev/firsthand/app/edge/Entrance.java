package dev.firsthand.app.edge;

import dev.firsthand.app.edge.Standing.Cover;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/// The one place where connections come in, with the certificate that the standing asks for.
public final class Entrance implements AutoCloseable {
    private static final Duration CERTIFICATE_LOOKS = Duration.ofSeconds(5);

    private final Standing standing;
    private final Optional<SslContextFactory.Server> tls;
    private final Optional<LiveCertificate> watched;
    private final Optional<String> fingerprint;

    private Entrance(
            Standing standing,
            Optional<SslContextFactory.Server> tls,
            Optional<LiveCertificate> watched,
            Optional<String> fingerprint) {
        this.standing = standing;
        this.tls = tls;
        this.watched = watched;
        this.fingerprint = fingerprint;
    }

    /// Reads or makes the certificate.
    public static Entrance prepared(Standing standing, InstantSource clock) throws IOException {
        return prepared(standing, clock, CERTIFICATE_LOOKS);
    }

    static Entrance prepared(Standing standing, InstantSource clock, Duration looks) throws IOException {
        try {
            return switch (standing.cover()) {
                case Cover.Loopback none -> plain(standing);
                case Cover.Proxied proxied -> plain(standing);
                case Cover.Certified certified -> {
                    var live = LiveCertificate.watched(certified.files(), clock, looks);
                    yield new Entrance(standing, Optional.of(live.factory()), Optional.of(live), Optional.empty());
                }
                case Cover.SelfSigned(var folder) -> {
                    Identity made =
                            new SelfSigned(folder).identity(SelfSigned.addresses(standing.host()), clock.instant());
                    yield new Entrance(
                            standing,
                            Optional.of(LiveCertificate.factory(made)),
                            Optional.empty(),
                            Optional.of(made.fingerprint()));
                }
            };
        } catch (GeneralSecurityException e) {
            throw new IOException("The certificate cannot serve TLS. Give another one.", e);
        }
    }

    private static Entrance plain(Standing standing) {
        return new Entrance(standing, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public Standing standing() {
        return standing;
    }

    /// SHA-256 of a self-made certificate, for people to compare.
    public Optional<String> fingerprint() {
        return fingerprint;
    }

    public Connector connector(Server server, HttpConfiguration http) {
        ServerConnector connector = tls.map(factory -> secured(server, http, factory))
                .orElseGet(() -> new ServerConnector(server, new HttpConnectionFactory(http)));
        connector.setHost(standing.host().getHostAddress());
        connector.setPort(standing.port());
        return connector;
    }

    private static ServerConnector secured(Server server, HttpConfiguration http, SslContextFactory.Server factory) {
        HttpConfiguration secure = new HttpConfiguration(http);
        var customizer = new SecureRequestCustomizer();
        customizer.setSniHostCheck(false); // people may also come by the address
        secure.addCustomizer(customizer);
        return new ServerConnector(
                server, new SslConnectionFactory(factory, "http/1.1"), new HttpConnectionFactory(secure));
    }

    @Override
    public void close() {
        watched.ifPresent(LiveCertificate::close);
    }
}
