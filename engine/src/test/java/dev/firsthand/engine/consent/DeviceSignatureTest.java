package dev.firsthand.engine.consent;

import static dev.firsthand.engine.consent.Purpose.CAPTURE_FOR_PAY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeviceSignatureTest {
    private static final Instant SHOWN = Instant.parse("2026-03-02T08:00:00Z");
    private static final NoticeDigest NOTICE = NoticeDigest.of("made up");
    private static final Occasion OCCASION = new Occasion("0".repeat(64));
    private static final Map<Purpose, Boolean> YES = Map.of(CAPTURE_FOR_PAY, true);

    @Test
    void a_signature_holds_for_its_notice_and_its_answers_alone() throws Exception {
        DeviceSignature signed = signed("secp256r1");

        assertThat(signed.holds(NOTICE, YES, SHOWN.plusSeconds(90))).isTrue();
        assertThat(signed.holds(NOTICE, Map.of(CAPTURE_FOR_PAY, false), SHOWN)).isFalse();
        assertThat(signed.holds(NoticeDigest.of("another"), YES, SHOWN)).isFalse();
        var moved = new DeviceSignature(signed.publicKey(), signed.signature(), OCCASION, SHOWN.plusSeconds(1));
        assertThat(moved.holds(NOTICE, YES, SHOWN.plusSeconds(90))).isFalse();
        var again = new DeviceSignature(signed.publicKey(), signed.signature(), new Occasion("1".repeat(64)), SHOWN);
        assertThat(again.holds(NOTICE, YES, SHOWN.plusSeconds(90))).isFalse();
    }

    @Test
    void a_signature_of_another_day_or_of_the_future_is_not_taken() throws Exception {
        DeviceSignature signed = signed("secp256r1");

        assertThat(signed.holds(NOTICE, YES, SHOWN.plus(DeviceSignature.OPEN_MAX)))
                .isTrue();
        assertThat(signed.holds(
                        NOTICE, YES, SHOWN.plus(DeviceSignature.OPEN_MAX).plusNanos(1)))
                .isFalse();
        assertThat(signed.holds(NOTICE, YES, SHOWN.minus(Duration.ofSeconds(1))))
                .isFalse();
    }

    @Test
    void what_is_no_key_on_that_curve_or_no_signature_holds_nothing() throws Exception {
        assertThat(signed("secp384r1").holds(NOTICE, YES, SHOWN)).isFalse();
        DeviceSignature signed = signed("secp256r1");
        for (String broken : new String[] {"", "!", "AAAA"}) {
            assertThat(new DeviceSignature(broken, signed.signature(), OCCASION, SHOWN).holds(NOTICE, YES, SHOWN))
                    .isFalse();
            assertThat(new DeviceSignature(signed.publicKey(), broken, OCCASION, SHOWN).holds(NOTICE, YES, SHOWN))
                    .isFalse();
        }
    }

    private static DeviceSignature signed(String curve) throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        KeyPair key = generator.generateKeyPair();
        Signature signer = Signature.getInstance("SHA256withECDSAinP1363Format");
        signer.initSign(key.getPrivate());
        signer.update(DeviceSignature.text(NOTICE, YES, OCCASION, SHOWN).getBytes(UTF_8));
        var base64 = Base64.getEncoder();
        return new DeviceSignature(
                base64.encodeToString(key.getPublic().getEncoded()),
                base64.encodeToString(signer.sign()),
                OCCASION,
                SHOWN);
    }
}
