package dev.firsthand.app.edge;

import dev.firsthand.app.edge.Standing.Cover;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How somebody asks the server to stand. What is not safe is refused with what to do, all faults at once.
public record StandingWish(Listening listening, Tls tls, Proxied proxied) {
    /// A name or an address of this machine, and a port; 0 takes a free one.
    public record Listening(String host, int port) {}

    public record Tls(Optional<Path> certificate, Optional<Path> key, boolean selfSigned) {
        boolean files() {
            return certificate.isPresent() || key.isPresent();
        }
    }

    /// `proxies` are addresses beside the loopback whose word about the client is taken.
    public record Proxied(boolean behind, Optional<String> publicUrl, List<String> proxies) {}

    public static StandingWish loopback(int port) {
        return new StandingWish(
                new Listening("127.0.0.1", port),
                new Tls(Optional.empty(), Optional.empty(), false),
                new Proxied(false, Optional.empty(), List.of()));
    }

    /// The same with a public address for one who gave none.
    public StandingWish otherwiseAt(Optional<String> publicUrl) {
        return new StandingWish(
                listening,
                tls,
                new Proxied(proxied.behind(), proxied.publicUrl().or(() -> publicUrl), proxied.proxies()));
    }

    /// `data` is where a self-made certificate is kept.
    public Standing decide(Path data, InstantSource clock) throws StandingRefused {
        List<String> faults = new ArrayList<>();
        Optional<InetAddress> host = host();
        if (host.isEmpty()) {
            faults.add("--host %s is no address of this machine, such as 127.0.0.1, 0.0.0.0 or ::."
                    .formatted(listening.host()));
        }
        Optional<URI> url = proxied.publicUrl().flatMap(text -> publicUrl(text, faults));
        Proxies proxies = Proxies.of(proxied.proxies(), faults);
        clashes(faults);
        host.filter(address -> !address.isLoopbackAddress()).ifPresent(address -> beyond(address, faults));
        Cover cover = cover(data, url, proxies);
        if (cover instanceof Cover.Certified certified) {
            faults.addAll(certified.files().faults(clock.instant()));
        }
        if (!faults.isEmpty()) {
            throw new StandingRefused(faults);
        }
        return new Standing(host.orElseThrow(), listening.port(), cover);
    }

    private Cover cover(Path data, Optional<URI> url, Proxies proxies) {
        if (proxied.behind() && url.isPresent()) {
            return new Cover.Proxied(url.get(), proxies);
        }
        if (tls.certificate().isPresent() && tls.key().isPresent()) {
            return new Cover.Certified(
                    new CertificateFiles(tls.certificate().get(), tls.key().get()), url);
        }
        return tls.selfSigned() ? new Cover.SelfSigned(data.resolve("self-signed")) : new Cover.Loopback();
    }

    private void clashes(List<String> faults) {
        if (tls.certificate().isPresent() != tls.key().isPresent()) {
            faults.add("--certificate and --key belong together: give both, as PEM files.");
        }
        if (tls.selfSigned() && tls.files()) {
            faults.add("--self-signed makes a certificate of its own. Leave it away, or --certificate and --key.");
        }
        if (proxied.behind() && (tls.selfSigned() || tls.files())) {
            faults.add("Behind a proxy the proxy speaks TLS. Leave --behind-proxy away, or the certificate.");
        }
        if (proxied.behind() && proxied.publicUrl().isEmpty()) {
            faults.add("--behind-proxy needs the address that people use: --public-url https://NAME, or public.url in"
                    + " settings.properties.");
        }
        if (!proxied.behind() && !proxied.proxies().isEmpty()) {
            faults.add("--proxy names a proxy to believe. Add --behind-proxy, or leave it away.");
        }
        if (!proxied.behind() && !tls.files() && proxied.publicUrl().isPresent()) {
            faults.add("A public address is given, but nothing speaks https there: add --behind-proxy, or"
                    + " --certificate and --key, or take the address out (--public-url, public.url in"
                    + " settings.properties).");
        }
    }

    private void beyond(InetAddress host, List<String> faults) {
        if (proxied.behind() && proxied.proxies().isEmpty()) {
            faults.add(
                    ("%s can be reached by others, and they could pretend to be the proxy. Name the proxy with --proxy"
                                    + " ADDRESS, or leave --host away if it runs on this machine.")
                            .formatted(host.getHostAddress()));
        }
        if (!proxied.behind() && !tls.files() && !tls.selfSigned()) {
            faults.add(
                    ("%s can be reached from other machines, and what people send would cross the network in the open."
                                    + " Give a certificate (--certificate FILE --key FILE), or stand behind a proxy that has one"
                                    + " (--behind-proxy --public-url https://NAME), or, only to try it out, --self-signed. Or"
                                    + " leave --host away.")
                            .formatted(host.getHostAddress()));
        }
    }

    /// The address to listen at; empty for a name that leads nowhere.
    public Optional<InetAddress> host() {
        try {
            return Optional.of(InetAddress.getByName(listening.host()));
        } catch (UnknownHostException unknown) {
            return Optional.empty();
        }
    }

    private static Optional<URI> publicUrl(String text, List<String> faults) {
        try {
            URI url = new URI(text.strip());
            boolean bare = List.of("", "/").contains(String.valueOf(url.getPath()))
                    && url.getQuery() == null
                    && url.getFragment() == null
                    && url.getUserInfo() == null;
            if ("https".equals(url.getScheme()) && url.getHost() != null && bare) {
                return Optional.of(URI.create("https://" + url.getAuthority()));
            }
        } catch (URISyntaxException unread) {
            // told below, as anything else that is no such address
        }
        faults.add("The public address must be https://NAME or https://NAME:PORT and nothing more, such as"
                + " https://recordings.example.org.");
        return Optional.empty();
    }
}
