package dev.firsthand.engine.task;

import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.WorkFolders;
import dev.firsthand.recording.mp4.MediaException;
import dev.firsthand.recording.video.PictureRendering;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;

/// Pictures of instructions. What an operator sends is drawn again in a child process, so that nothing of the camera
/// and nothing crafted is left; the result is kept under its digest and never changes.
public final class Pictures {
    /// The largest file that is looked at.
    public static final int SENT_BYTES_MAX = 16 << 20;

    private static final String INSERT =
            "INSERT INTO task_picture (digest, jpeg, made_at) VALUES (:digest, :jpeg, :now) ON CONFLICT DO NOTHING";

    private static final String FIND = "SELECT jpeg FROM task_picture WHERE digest = :digest";

    private final Database database;
    private final PictureRendering rendering;
    private final WorkFolders work;
    private final InstantSource clock;

    public Pictures(Database database, PictureRendering rendering, WorkFolders work, InstantSource clock) {
        this.database = database;
        this.rendering = rendering;
        this.work = work;
        this.clock = clock;
    }

    /// What sending a picture led to.
    public sealed interface PictureResult {
        /// It is kept under this digest.
        record Kept(String digest) implements PictureResult {}

        /// Codes: `picture-too-large`, `picture-unreadable`.
        record Refused(String code, String message) implements PictureResult {}
    }

    /// Draws a picture again and keeps the result.
    public PictureResult add(InputStream sent) throws IOException, InterruptedException {
        try (WorkFolders.Folder folder = work.fresh()) {
            Path given = folder.path().resolve("given");
            byte[] bytes = sent.readNBytes(SENT_BYTES_MAX + 1);
            if (bytes.length > SENT_BYTES_MAX) {
                return new PictureResult.Refused(
                        "picture-too-large",
                        "A picture may have %d MB. Save it smaller and choose it again."
                                .formatted(SENT_BYTES_MAX >> 20));
            }
            Files.write(given, bytes);
            byte[] jpeg = rendering.render(given, folder.path().resolve("picture.jpg"));
            return new PictureResult.Kept(keep(jpeg));
        } catch (MediaException unreadable) {
            return new PictureResult.Refused(
                    "picture-unreadable", "This is no picture that can be read. Choose a JPEG, PNG or WebP file.");
        }
    }

    public Optional<byte[]> find(String digest) {
        return database.inTransaction(tx -> tx.sql()
                .createQuery(FIND)
                .bind("digest", digest)
                .mapTo(byte[].class)
                .findOne());
    }

    private String keep(byte[] jpeg) {
        String digest = HexFormat.of().formatHex(sha256(jpeg));
        database.inTransactionDo(tx -> tx.sql()
                .createUpdate(INSERT)
                .bind("digest", digest)
                .bind("jpeg", jpeg)
                .bind("now", clock.instant().truncatedTo(ChronoUnit.MICROS))
                .execute());
        return digest;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
