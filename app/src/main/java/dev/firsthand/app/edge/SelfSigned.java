package dev.firsthand.app.edge;

import dev.firsthand.engine.store.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A certificate that nobody vouches for, made once by the JDK's keytool and kept. Good for trying out: people compare
/// its fingerprint with the one that the server prints.
final class SelfSigned {
    private static final String ALIAS = "firsthand";
    private static final int VALID_DAYS = 397;
    private static final int KEYTOOL_SECONDS = 60;

    private final Path folder;

    SelfSigned(Path folder) {
        this.folder = folder;
    }

    /// The one that was made before, or a new one where there is none or it has expired.
    Identity identity(String host, Instant now) throws IOException, GeneralSecurityException {
        Optional<Identity> kept = kept();
        if (kept.isPresent()
                && now.isBefore(kept.get().chain().getFirst().getNotAfter().toInstant())) {
            return kept.get();
        }
        PrivateFiles.remove(folder);
        PrivateFiles.folder(folder);
        make(host);
        return kept().orElseThrow(() -> new IOException("keytool made no certificate in " + folder));
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

    private void make(String host) throws IOException {
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
                        "SAN=dns:localhost,ip:127.0.0.1,ip:" + host,
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
