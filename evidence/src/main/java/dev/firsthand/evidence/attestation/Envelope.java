package dev.firsthand.evidence.attestation;

import dev.firsthand.evidence.json.JsonFormatException;
import dev.firsthand.evidence.json.JsonReader;
import dev.firsthand.evidence.json.JsonValue;
import dev.firsthand.evidence.json.JsonWriter;
import dev.firsthand.evidence.note.SigningKey;
import dev.firsthand.evidence.note.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// A payload with signatures over it and its type: DSSE. Nothing in it may be believed before its signatures held.
public final class Envelope {
    static final int SIGNATURES_MAX = 16;

    private final String payloadType;
    private final byte[] payload;
    private final List<Signed> signatures;

    private Envelope(String payloadType, byte[] payload, List<Signed> signatures) {
        this.payloadType = payloadType;
        this.payload = payload;
        this.signatures = List.copyOf(signatures);
    }

    /// One signature; the key id is a hint.
    private static final class Signed {
        private final String keyId;
        private final byte[] signature;

        Signed(String keyId, byte[] signature) {
            this.keyId = keyId;
            this.signature = signature;
        }

        JsonValue json() {
            return JsonValue.Fields.of(Map.of(
                    "keyid", new JsonValue.Text(keyId),
                    "sig", new JsonValue.Text(Base64.getEncoder().encodeToString(signature))));
        }
    }

    /// The keys must be used for statements alone, never for checkpoints.
    public static Envelope sign(Statement statement, List<SigningKey> keys) {
        byte[] payload = statement.bytes();
        byte[] message = preAuthentication(Statement.PAYLOAD_TYPE, payload);
        return new Envelope(
                Statement.PAYLOAD_TYPE,
                payload,
                keys.stream()
                        .map(key -> new Signed(key.verifier().toString(), key.sign(message)))
                        .toList());
    }

    public static Envelope parse(byte[] json) throws JsonFormatException {
        JsonValue.Fields fields = JsonReader.readObject(json);
        List<JsonValue.Fields> lines = fields.objects("signatures");
        if (lines.isEmpty() || lines.size() > SIGNATURES_MAX) {
            throw new JsonFormatException("an envelope has 1 to %d signatures".formatted(SIGNATURES_MAX));
        }
        var signatures = new ArrayList<Signed>();
        for (JsonValue.Fields line : lines) {
            String keyId = line.find("keyid").isPresent() ? line.text("keyid") : "";
            signatures.add(new Signed(keyId, base64("sig", line.text("sig"))));
        }
        return new Envelope(fields.text("payloadType"), base64("payload", fields.text("payload")), signatures);
    }

    public byte[] bytes() {
        return JsonWriter.bytes(JsonValue.Fields.of(Map.of(
                "payload", new JsonValue.Text(Base64.getEncoder().encodeToString(payload)),
                "payloadType", new JsonValue.Text(payloadType),
                "signatures",
                        new JsonValue.Items(
                                signatures.stream().map(Signed::json).toList()))));
    }

    /// The bytes that are signed.
    static byte[] preAuthentication(String type, byte[] body) {
        byte[] typeBytes = type.getBytes(StandardCharsets.UTF_8);
        byte[] head = "DSSEv1 %d %s %d "
                .formatted(typeBytes.length, type, body.length)
                .getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }

    /// Of these keys, those that signed; each once, however often it signed.
    List<VerifierKey> signers(List<VerifierKey> keys) {
        byte[] message = preAuthentication(payloadType, payload);
        return keys.stream()
                .filter(key -> signatures.stream().anyMatch(line -> key.signed(message, line.signature)))
                .toList();
    }

    boolean isStatement() {
        return payloadType.equals(Statement.PAYLOAD_TYPE);
    }

    /// What was signed, as text. Believe it only after [TrustedKeys#open] did.
    public String payloadText() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    /// The whole envelope, as JSON.
    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    byte[] payload() {
        return payload;
    }

    /// The digest by which later steps name this one.
    /// What is stated, without a look at the signatures: for whoever knows the bytes from elsewhere.
    public Statement unverified() throws JsonFormatException {
        return Statement.parse(payload);
    }

    public Sha256 payloadSha256() {
        return Sha256.of(payload);
    }

    /// Standard or URL-safe, as DSSE has it.
    private static byte[] base64(String key, String text) throws JsonFormatException {
        try {
            return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            throw new JsonFormatException("`%s` is not base64".formatted(key));
        }
    }
}
