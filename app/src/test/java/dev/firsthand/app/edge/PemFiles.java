package dev.firsthand.app.edge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/// Certificates that tests make for themselves, as the files that an operator has.
public final class PemFiles {
    private static final Base64.Encoder TEXT = Base64.getMimeEncoder();

    private PemFiles() {}

    /// A fresh certificate and its key, written over `certificate.pem` and `key.pem` of the folder.
    public static void write(Path folder, Instant now) throws IOException, GeneralSecurityException {
        Files.createDirectories(folder);
        Identity made = new SelfSigned(Files.createTempDirectory(folder, "made")).identity(List.of("127.0.0.1"), now);
        Files.writeString(
                folder.resolve("certificate.pem"),
                pem("CERTIFICATE", made.chain().getFirst().getEncoded()));
        Files.writeString(
                folder.resolve("key.pem"), pem("PRIVATE KEY", made.key().getEncoded()));
    }

    static String pem(String what, byte[] bytes) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, TEXT.encodeToString(bytes), what);
    }
}
