package dev.firsthand.app.cli;

import dev.firsthand.app.edge.StandingWish;
import dev.firsthand.app.edge.StandingWish.Listening;
import dev.firsthand.app.edge.StandingWish.Proxied;
import dev.firsthand.app.edge.StandingWish.Tls;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Where the server stands, as it is said on the command line.
final class StandingOptions {
    private static final int DEFAULT_PORT = 8400;
    static final int PORT_MAX = 65_535;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "address to listen at; beyond this machine only with a certificate or behind a proxy"
                    + " (default: ${DEFAULT-VALUE})")
    private String host = "127.0.0.1";

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "port to listen at; 0 takes a free one (default: ${DEFAULT-VALUE})")
    private int port = DEFAULT_PORT;

    @Option(
            names = "--certificate",
            paramLabel = "FILE",
            description = "speak TLS by this certificate and those of its issuers (PEM); read again when it changes")
    private Optional<Path> certificate = Optional.empty();

    @Option(names = "--key", paramLabel = "FILE", description = "the key of the certificate (PEM, PKCS#8)")
    private Optional<Path> key = Optional.empty();

    @Option(
            names = "--self-signed",
            description = "speak TLS by a certificate that nobody vouches for; only to try it out")
    private boolean selfSigned;

    @Option(names = "--behind-proxy", description = "a proxy speaks TLS and is reached at --public-url")
    private boolean behindProxy;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "where people reach this server: https://NAME (or public.url in settings.properties)")
    private Optional<String> publicUrl = Optional.empty();

    @Option(
            names = "--proxy",
            paramLabel = "ADDRESS",
            description = "a proxy on another machine, or a range of them such as 10.0.0.0/24; repeatable")
    private List<String> proxies = List.of();

    boolean portPossible() {
        return port >= 0 && port <= PORT_MAX;
    }

    int port() {
        return port;
    }

    StandingWish wish() {
        return new StandingWish(
                new Listening(host, port),
                new Tls(certificate, key, selfSigned),
                new Proxied(behindProxy, publicUrl, proxies));
    }
}
