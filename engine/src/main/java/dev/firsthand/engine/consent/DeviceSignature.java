package dev.firsthand.engine.consent;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What a key on the person's own device signed: which notice, which answers, on which occasion, and when the
/// page was shown. The key is ECDSA on P-256 and was made so that it cannot leave the device. Both are Base64:
/// the key as SubjectPublicKeyInfo, the signature as the 64 bytes r and s.
public record DeviceSignature(String publicKey, String signature, Occasion occasion, Instant shownAt) {
    /// A page that lay open longer is opened again.
    public static final Duration OPEN_MAX = Duration.ofHours(24);

    private static final int FIELD_BITS = 256;

    /// The text that is signed, in UTF-8: answers in the order of [Purpose].
    static String text(NoticeDigest notice, Map<Purpose, Boolean> answers, Occasion occasion, Instant shownAt) {
        String said = new TreeMap<>(answers)
                .entrySet().stream()
                        .map(answer -> answer.getKey().wireName() + (answer.getValue() ? "=yes" : "=no"))
                        .collect(Collectors.joining(" "));
        return "firsthand consent 2\nnotice %s\nanswers %s\noccasion %s\nshown %s\n"
                .formatted(notice.hex(), said, occasion.hex(), shownAt);
    }

    /// Whether this key signed these answers to this notice, on a page that was shown not long before `now`.
    boolean holds(NoticeDigest notice, Map<Purpose, Boolean> answers, Instant now) {
        if (shownAt.isAfter(now) || shownAt.plus(OPEN_MAX).isBefore(now)) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
            verifier.initVerify(key());
            verifier.update(text(notice, answers, occasion, shownAt).getBytes(StandardCharsets.UTF_8));
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            return false;
        }
    }

    private PublicKey key() throws GeneralSecurityException {
        var spec = new X509EncodedKeySpec(Base64.getDecoder().decode(publicKey));
        PublicKey key = KeyFactory.getInstance("EC").generatePublic(spec);
        if (!(key instanceof ECPublicKey curve)
                || curve.getParams().getCurve().getField().getFieldSize() != FIELD_BITS) {
            throw new IllegalArgumentException("not a key on P-256");
        }
        return key;
    }
}
