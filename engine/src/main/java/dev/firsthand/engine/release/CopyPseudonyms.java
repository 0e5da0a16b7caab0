package dev.firsthand.engine.release;

import dev.firsthand.streams.time.TimeSpan;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The identifiers of one copy, derived by HMAC-SHA-256 under a key of that release line and holder.
///
/// Without the key nobody can tell whether two copies speak of one person, and nothing of the house's own
/// identifiers can be guessed back. The same episode in two versions of one holder's line keeps its name.
final class CopyPseudonyms {
    private static final int PSEUDONYM_BYTES = 16;
    private static final TimeSpan NO_SPAN = new TimeSpan(0, 0);

    private final SecretKeySpec key;

    CopyPseudonyms(byte[] key) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    /// An accepted span of an episode. Another span is another name: a name never comes to mean other pictures.
    String episode(UUID episode, TimeSpan span) {
        return derive("episode", episode, span);
    }

    String contributor(UUID contributor) {
        return derive("contributor", contributor, NO_SPAN);
    }

    String consent(UUID grant) {
        return derive("consent", grant, NO_SPAN);
    }

    private String derive(String kind, UUID id, TimeSpan span) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(kind.getBytes(StandardCharsets.US_ASCII));
            mac.update((byte) 0);
            mac.update(ByteBuffer.allocate(4 * Long.BYTES)
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits())
                    .putLong(span.startNanos())
                    .putLong(span.endNanos())
                    .flip());
            return HexFormat.of().formatHex(mac.doFinal(), 0, PSEUDONYM_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }
}
