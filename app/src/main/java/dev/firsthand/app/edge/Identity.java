package dev.firsthand.app.edge;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/// Who the server proves to be: a certificate, those that lead to its root, and the key of the first.
record Identity(List<X509Certificate> chain, PrivateKey key) {
    /// A key store in memory asks for one; it protects nothing.
    static final String PASSWORD = "in-memory";

    private static final List<String> KINDS = List.of("RSA", "EC", "Ed25519");

    Identity {
        chain = List.copyOf(chain);
    }

    /// A key in PKCS#8, of whichever kind it is.
    static PrivateKey key(byte[] pkcs8) throws GeneralSecurityException {
        var refused = new InvalidKeySpecException("none of " + KINDS);
        for (String kind : KINDS) {
            try {
                return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (InvalidKeySpecException other) {
                refused.addSuppressed(other);
            }
        }
        throw refused;
    }

    /// Whether what the key signs is taken by the first certificate.
    boolean fits() {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "Ed25519";
        };
        byte[] probe = {1, 2, 3};
        try {
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(probe);
            byte[] signed = signing.sign();
            Signature checking = Signature.getInstance(algorithm);
            checking.initVerify(chain.getFirst().getPublicKey());
            checking.update(probe);
            return checking.verify(signed);
        } catch (InvalidKeyException otherKind) {
            return false;
        } catch (GeneralSecurityException e) {
            return false; // a signature of another length
        }
    }

    KeyStore keyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("firsthand", key, PASSWORD.toCharArray(), chain.toArray(X509Certificate[]::new));
        return store;
    }

    /// SHA-256 of the certificate, in pairs of digits as browsers show it.
    String fingerprint() throws GeneralSecurityException {
        return fingerprint(chain.getFirst());
    }

    static String fingerprint(Certificate certificate) throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
        return HexFormat.ofDelimiter(":").formatHex(digest).toUpperCase(Locale.ROOT);
    }
}
