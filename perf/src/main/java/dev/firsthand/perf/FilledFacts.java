package dev.firsthand.perf;

import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.Statement;
import dev.firsthand.engine.store.PersonKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Rows of facts as the provenance room writes them (`docs/formats/provenance.md`), by the hundred thousand.
final class FilledFacts {
    private FilledFacts() {}

    static final String ENTRY_COLUMNS = "id, type, subject, person, recorded_at, statement, salt, commitment";
    static final String OUTBOX_COLUMNS = "entry, log_entry";

    static Object[] entry(UUID id, UUID person, PersonKey key, Statement statement, Instant at) {
        byte[] salt = digest(id.toString().getBytes(StandardCharsets.US_ASCII));
        return new Object[] {
            id,
            statement.type().wireName(),
            statement.subject(),
            person,
            at,
            key.seal(statement.bytes(), context("statement", id)),
            key.seal(salt, context("salt", id)),
            commitment(salt, statement.bytes())
        };
    }

    static Object[] outbox(UUID id, FactType type) {
        byte[] commitment = digest(id.toString().getBytes(StandardCharsets.US_ASCII));
        String line = "hdlog/1\n%s\n%s\n"
                .formatted(type.logType(), Base64.getEncoder().encodeToString(commitment));
        return new Object[] {id, line.getBytes(StandardCharsets.US_ASCII)};
    }

    private static byte[] commitment(byte[] salt, byte[] statement) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(salt, "HmacSHA256"));
            mac.update("hdlog/commit/1\0".getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(digest(statement));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] context(String part, UUID entry) {
        return "provenance/1\0%s\0%s".formatted(part, entry).getBytes(StandardCharsets.US_ASCII);
    }
}
