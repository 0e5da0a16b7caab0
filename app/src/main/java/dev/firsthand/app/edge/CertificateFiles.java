package dev.firsthand.app.edge;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A certificate, with those that lead to its root after it, and its key: two PEM files.
public record CertificateFiles(Path certificate, Path key) {
    private static final long FILE_BYTES_MAX = 1 << 20;
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN ([A-Z ]*PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END ");

    /// Empty when these can serve from `now` on.
    List<String> faults(Instant now) {
        List<String> faults = new ArrayList<>();
        identity(now, faults);
        return faults;
    }

    Identity read(Instant now) throws IOException {
        List<String> faults = new ArrayList<>();
        return identity(now, faults).filter(read -> faults.isEmpty()).orElseThrow(() -> new StandingRefused(faults));
    }

    private Optional<Identity> identity(Instant now, List<String> faults) {
        List<X509Certificate> chain =
                bytes(certificate, faults).map(bytes -> chain(bytes, faults)).orElse(List.of());
        if (!chain.isEmpty()) {
            faults.addAll(age(chain.getFirst(), now));
        }
        Optional<PrivateKey> secret = bytes(key, faults).flatMap(bytes -> secret(bytes, faults));
        if (chain.isEmpty() || secret.isEmpty()) {
            return Optional.empty();
        }
        Identity identity = new Identity(chain, secret.get());
        if (!identity.fits()) {
            faults.add(
                    "%s is not the key of the first certificate in %s. Give the key that it was made with; the server's own certificate comes first, those of its issuer after it."
                            .formatted(key, certificate));
        }
        return Optional.of(identity);
    }

    private static Optional<byte[]> bytes(Path file, List<String> faults) {
        try {
            if (Files.size(file) <= FILE_BYTES_MAX) {
                return Optional.of(Files.readAllBytes(file));
            }
            faults.add("%s is too long for a PEM file.".formatted(file));
        } catch (IOException unread) {
            faults.add("%s cannot be read (%s). It must be a file that this user may read."
                    .formatted(file, unread.getClass().getSimpleName()));
        }
        return Optional.empty();
    }

    private List<X509Certificate> chain(byte[] bytes, List<String> faults) {
        List<X509Certificate> chain = new ArrayList<>();
        try {
            for (Certificate read :
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes))) {
                chain.add((X509Certificate) read);
            }
        } catch (CertificateException unread) {
            chain.clear();
        }
        if (chain.isEmpty()) {
            faults.add("%s holds no certificate. It must be PEM text with -----BEGIN CERTIFICATE-----."
                    .formatted(certificate));
        }
        return chain;
    }

    private List<String> age(X509Certificate own, Instant now) {
        Instant from = own.getNotBefore().toInstant();
        Instant until = own.getNotAfter().toInstant();
        if (now.isAfter(until)) {
            return List.of("The certificate in %s expired at %s. Renew it.".formatted(certificate, until));
        }
        return now.isBefore(from)
                ? List.of("The certificate in %s is good from %s on, and it is %s. Is the clock right?"
                        .formatted(certificate, from, now))
                : List.of();
    }

    private Optional<PrivateKey> secret(byte[] bytes, List<String> faults) {
        Matcher found = KEY.matcher(new String(bytes, StandardCharsets.US_ASCII));
        if (!found.find()) {
            faults.add("%s holds no key. It must be PEM text with -----BEGIN PRIVATE KEY-----.".formatted(key));
            return Optional.empty();
        }
        if (!found.group(1).equals("PRIVATE KEY")) {
            faults.add(
                    "%s holds a key in another form (%s). Make it plain PKCS#8: openssl pkcs8 -topk8 -nocrypt -in %s -out NEW"
                            .formatted(key, found.group(1), key));
            return Optional.empty();
        }
        try {
            return Optional.of(Identity.key(Base64.getMimeDecoder().decode(found.group(2))));
        } catch (GeneralSecurityException | IllegalArgumentException unread) {
            faults.add("%s holds a key that cannot be read: it must be RSA, EC or Ed25519 in PKCS#8.".formatted(key));
            return Optional.empty();
        }
    }
}
