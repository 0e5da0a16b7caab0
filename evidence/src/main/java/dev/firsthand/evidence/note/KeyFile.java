package dev.firsthand.evidence.note;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// A signing key on disk, readable by its owner alone: three lines, the second is the vkey, the third base64 of
/// `salt[16] ‖ nonce[12] ‖ PKCS#8 sealed with AES-256-GCM`. The first says how the key of the seal comes from the
/// secret;
/// the vkey is the associated data.
public final class KeyFile {
    private static final int SALT_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int BYTES_MAX = 64 << 10;

    private KeyFile() {}

    /// Never writes over a file: a key that is lost cannot be made again.
    public static void write(Path file, SigningKey key, KeySecret secret, SecureRandom random) throws IOException {
        String vkey = key.verifier().text();
        byte[] sealed = seal(key.key(), vkey, secret, random);
        String text = "%s\n%s\n%s\n".formatted(secret.writes().firstLine(), vkey, Base64s.encode(sealed));
        FileAttribute<?> ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        try (var channel = Files.newByteChannel(file, options, ownerOnly)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        } catch (FileAlreadyExistsException e) {
            throw new IOException("%s is there already; a key is never written over".formatted(file), e);
        }
    }

    /// The public half, which needs no passphrase and is believed as it stands there.
    public static VerifierKey verifier(Path file) throws IOException {
        return VerifierKey.parse(lines(file).get(1));
    }

    private static List<String> lines(Path file) throws IOException {
        if (Files.size(file) > BYTES_MAX) {
            throw new NoteFormatException("%s is too large for a key".formatted(file));
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.size() != 3 || KeyFileKind.of(lines.getFirst()).isEmpty()) {
            throw new NoteFormatException("%s is no key file: three lines below firsthand-key/1 or /2".formatted(file));
        }
        return lines;
    }

    /// The key in a file, opened by the first line of another file; a new one of this name where there is none yet.
    public static SigningKey readOrMake(Path file, Path passphrase, String name, SecureRandom random)
            throws IOException {
        List<String> secret = Files.readAllLines(passphrase);
        if (secret.isEmpty() || secret.getFirst().isBlank()) {
            throw new IOException("The first line of %s is empty.".formatted(passphrase));
        }
        KeySecret opens = KeySecret.passphrase(secret.getFirst().toCharArray());
        if (!Files.exists(file)) {
            write(file, SigningKey.generate(name, KeyKind.ED25519, random), opens, random);
        }
        return read(file, opens);
    }

    public static SigningKey read(Path file, KeySecret secret) throws IOException {
        List<String> lines = lines(file);
        KeyFileKind kind = KeyFileKind.of(lines.getFirst()).orElseThrow();
        VerifierKey verifier = VerifierKey.parse(lines.get(1));
        byte[] sealed = Base64s.decode(lines.get(2))
                .filter(bytes -> bytes.length > SALT_BYTES + NONCE_BYTES)
                .orElseThrow(() -> new NoteFormatException("%s is cut off".formatted(file)));
        try {
            return new SigningKey(verifier, open(sealed, verifier, secret.sealKey(kind, salt(sealed))));
        } catch (GeneralSecurityException e) {
            throw new IOException("%s does not open with this secret".formatted(file), e);
        }
    }

    private static byte[] salt(byte[] head) {
        return Arrays.copyOf(head, SALT_BYTES);
    }

    private static byte[] seal(PrivateKey key, String vkey, KeySecret secret, SecureRandom random) {
        var head = new byte[SALT_BYTES + NONCE_BYTES];
        random.nextBytes(head);
        try {
            SecretKeySpec sealKey = secret.sealKey(secret.writes(), salt(head));
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, head, vkey, sealKey).doFinal(key.getEncoded());
            return ByteBuffer.allocate(head.length + sealed.length)
                    .put(head)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key cannot be sealed", e);
        }
    }

    private static PrivateKey open(byte[] sealed, VerifierKey verifier, SecretKeySpec sealKey)
            throws GeneralSecurityException {
        int head = SALT_BYTES + NONCE_BYTES;
        byte[] plain = cipher(Cipher.DECRYPT_MODE, sealed, verifier.text(), sealKey)
                .doFinal(sealed, head, sealed.length - head);
        return KeyFactory.getInstance(verifier.kind().algorithm()).generatePrivate(new PKCS8EncodedKeySpec(plain));
    }

    private static Cipher cipher(int mode, byte[] head, String vkey, SecretKeySpec sealKey)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, sealKey, new GCMParameterSpec(TAG_BITS, head, SALT_BYTES, NONCE_BYTES));
        cipher.updateAAD(vkey.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
