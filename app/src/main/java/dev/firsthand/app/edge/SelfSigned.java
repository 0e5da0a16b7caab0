package dev.firsthand.app.edge;

import dev.firsthand.engine.store.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A certificate that nobody vouches for, made once by the JDK's keytool and kept. Good for trying out: people compare
/// its fingerprint with the one that the server prints. It names this machine and the addresses that it listens on.
final class SelfSigned {
    private static final String ALIAS = "firsthand";
    private static final int VALID_DAYS = 397;
    private static final int KEYTOOL_SECONDS = 60;

    /// A machine may have many addresses, of virtual networks for the most part.
    private static final int ADDRESSES_MAX = 32;

    /// The kind of a name in a certificate that is an address (RFC 5280, 4.2.1.6).
    private static final int IS_ADDRESS = 7;

    private final Path folder;

    SelfSigned(Path folder) {
        this.folder = folder;
    }

    /// The one that was made before, or a new one where there is none, it has expired, or it does not name all
    /// addresses.
    Identity identity(List<String> addresses, Instant now) throws IOException, GeneralSecurityException {
        Optional<Identity> kept = kept();
        if (kept.isPresent() && serves(kept.get().chain().getFirst(), addresses, now)) {
            return kept.get();
        }
        PrivateFiles.remove(folder);
        PrivateFiles.folder(folder);
        make(addresses);
        return kept().orElseThrow(() -> new IOException("keytool made no certificate in " + folder));
    }

    /// The addresses at which a server that listens here is reached: all of this machine's where it listens on all.
    static List<String> addresses(InetAddress host) throws SocketException {
        if (!host.isAnyLocalAddress()) {
            return List.of(host.getHostAddress());
        }
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .map(address -> address.getHostAddress().split("%", 2)[0])
                .sorted()
                .limit(ADDRESSES_MAX)
                .toList();
    }

    private static boolean serves(X509Certificate certificate, List<String> addresses, Instant now)
            throws CertificateParsingException {
        Set<Object> named = certificate.getSubjectAlternativeNames().stream()
                .filter(name -> name.getFirst().equals(IS_ADDRESS))
                .map(List::getLast)
                .collect(Collectors.toSet());
        return named.containsAll(addresses)
                && now.isBefore(certificate.getNotAfter().toInstant());
    }

    private Path file() {
        return folder.resolve("certificate.p12");
    }

    private Optional<Identity> kept() throws IOException, GeneralSecurityException {
        if (!Files.exists(file())) {
            return Optional.empty();
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file())) {
            store.load(in, Identity.PASSWORD.toCharArray());
        }
        var certificate = (X509Certificate) store.getCertificate(ALIAS);
        var key = (PrivateKey) store.getKey(ALIAS, Identity.PASSWORD.toCharArray());
        return certificate == null || key == null
                ? Optional.empty()
                : Optional.of(new Identity(List.of(certificate), key));
    }

    private void make(List<String> addresses) throws IOException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        if (!Files.isExecutable(keytool)) {
            throw new IOException("--self-signed needs the JDK's keytool, and %s is not there. Use a whole JDK, or give"
                            .formatted(keytool)
                    + " --certificate and --key.");
        }
        Process made = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-validity",
                        Integer.toString(VALID_DAYS),
                        "-dname",
                        "CN=Firsthand tried out",
                        "-ext",
                        Stream.concat(Stream.of("127.0.0.1"), addresses.stream())
                                .distinct()
                                .collect(Collectors.joining(",ip:", "SAN=dns:localhost,ip:", "")),
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file().toString(),
                        "-storepass",
                        Identity.PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        try {
            if (!made.waitFor(KEYTOOL_SECONDS, TimeUnit.SECONDS) || made.exitValue() != 0) {
                made.destroyForcibly();
                throw new IOException("keytool made no certificate: see keytool.log in " + folder);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool made a certificate", e);
        }
    }
}
