package dev.firsthand.evidence.note;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;

/// A key that can sign. Its `toString` shows the public half alone.
public final class SigningKey {
    private final VerifierKey verifier;
    private final PrivateKey key;

    SigningKey(VerifierKey verifier, PrivateKey key) {
        this.verifier = verifier;
        this.key = key;
    }

    public static SigningKey generate(String name, KeyKind kind, SecureRandom random) {
        try {
            var generator = KeyPairGenerator.getInstance(kind.algorithm());
            generator.initialize(new NamedParameterSpec(kind.algorithm()), random);
            KeyPair pair = generator.generateKeyPair();
            return new SigningKey(VerifierKey.of(name, kind, pair.getPublic()), pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + kind.algorithm(), e);
        }
    }

    public VerifierKey verifier() {
        return verifier;
    }

    PrivateKey key() {
        return key;
    }

    /// A line below the text of a checkpoint. The time is left out where the kind of key has none.
    public NoteSignature sign(Checkpoint checkpoint, Instant time) {
        long seconds = time.getEpochSecond();
        byte[] signature = sign(SignedMessage.of(verifier, checkpoint, checkpoint.text(), seconds));
        return new NoteSignature(
                verifier.name(), verifier.id(), SignedMessage.blob(verifier.kind(), seconds, signature));
    }

    /// Whether it can sign notes that are no checkpoints, as Ed25519 keys of logs do.
    public boolean signsTexts() {
        return !verifier.kind().isTimed();
    }

    /// A line below the text of a note of another kind. Its first line must name that kind, so that it never passes for
    /// a checkpoint.
    public NoteSignature signText(String text) {
        if (!signsTexts()) {
            throw new IllegalStateException("a key of cosignatures signs checkpoints alone: " + verifier);
        }
        return new NoteSignature(verifier.name(), verifier.id(), sign(text.getBytes(StandardCharsets.UTF_8)));
    }

    /// The bare signature over exactly these bytes.
    public byte[] sign(byte[] message) {
        try {
            var signer = Signature.getInstance(verifier.kind().algorithm());
            signer.initSign(key);
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key cannot sign: " + verifier, e);
        }
    }

    @Override
    public String toString() {
        return verifier.toString();
    }
}
