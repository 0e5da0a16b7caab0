package dev.firsthand.engine.upload;

import static dev.firsthand.engine.upload.UploadRoom.bytes;
import static dev.firsthand.engine.upload.UploadRoom.checksum;
import static dev.firsthand.engine.upload.UploadRoom.part;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.store.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class UploadTurnsTest {
    private static final byte[] FILE = bytes(5, 400_000);

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path work;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private UploadRoom room;
    private UploadId id;
    private PipedOutputStream line;
    private CompletableFuture<ReceiveResult> first = new CompletableFuture<>();

    @BeforeEach
    void a_request_has_sent_half_and_is_still_connected() throws IOException {
        room = new UploadRoom(DATABASE.database(), work);
        id = room.begin(FILE.length);
        line = new PipedOutputStream();
    }

    private void firstSends(Optional<UploadChecksum> checksum) throws IOException {
        var bytes = new PipedInputStream(line, FILE.length);
        var piece = new UploadPiece(0, OptionalLong.of(FILE.length), checksum, bytes);
        first = CompletableFuture.supplyAsync(() -> room.uploads().receive(room.owner, id, piece), threads);
        line.write(part(FILE, 0, 200_000));
        line.flush();
        while (bytes.available() > 0) {
            Thread.onSpinWait();
        }
    }

    @AfterEach
    void close() throws IOException {
        line.close();
        threads.close();
        room.close();
    }

    @Test
    void a_newer_request_takes_over_from_one_that_fell_silent_and_keeps_what_it_brought() throws Exception {
        firstSends(Optional.empty());

        assertThat(room.offset(id)).isEqualTo(200_000);
        assertThat(room.send(id, 200_000, part(FILE, 200_000, FILE.length))).isInstanceOf(ReceiveResult.Received.class);

        line.write(part(FILE, 200_000, FILE.length));
        line.close();
        assertThat(first.get()).isInstanceOf(ReceiveResult.Interrupted.class);
        assertThat(room.completed(id).orElseThrow().sha256().reveal()).isEqualTo(UploadRoom.sha256(FILE));
    }

    @Test
    void what_a_silent_request_brought_under_a_checksum_does_not_count() throws Exception {
        firstSends(Optional.of(checksum(FILE)));

        assertThat(room.offset(id)).isZero();
        room.send(id, 0, FILE, Optional.of(checksum(FILE)));

        assertThat(room.completed(id).orElseThrow().sha256().reveal()).isEqualTo(UploadRoom.sha256(FILE));
    }

    /// The waits are long against what a busy machine may keep a thread from running.
    @Test
    void a_request_that_still_receives_is_not_taken_over() throws Exception {
        try (var patient = new UploadRoom(DATABASE.database(), work, Duration.ofMillis(900), Duration.ofMillis(1800))) {
            UploadId large = patient.begin(UploadRoom.LENGTH_MAX);
            var started = new CountDownLatch(1);
            var cut = new AtomicBoolean();
            var piece = new UploadPiece(0, OptionalLong.empty(), Optional.empty(), drops(started, cut));
            first = CompletableFuture.supplyAsync(
                    () -> patient.uploads().receive(patient.owner, large, piece), threads);
            started.await();

            assertThat(patient.send(large, 0, new byte[1])).isEqualTo(new ReceiveResult.Busy());

            cut.set(true);
            assertThat(first.get()).isInstanceOf(ReceiveResult.Interrupted.class);
        }
    }

    @Test
    void no_more_requests_bring_bytes_at_a_time_than_there_is_memory_for() throws Exception {
        var cut = new AtomicBoolean();
        List<CompletableFuture<ReceiveResult>> senders = new ArrayList<>();
        for (int i = 0; i < UploadRoom.RECEIVING_MAX; i++) {
            UploadId large = room.begin(UploadRoom.LENGTH_MAX);
            var started = new CountDownLatch(1);
            var piece = new UploadPiece(0, OptionalLong.empty(), Optional.empty(), drops(started, cut));
            senders.add(CompletableFuture.supplyAsync(() -> room.uploads().receive(room.owner, large, piece), threads));
            started.await();
        }

        assertThat(room.send(id, 0, FILE)).isEqualTo(new ReceiveResult.Crowded());

        cut.set(true);
        for (CompletableFuture<ReceiveResult> sender : senders) {
            assertThat(sender.get()).isInstanceOf(ReceiveResult.Interrupted.class);
        }
        assertThat(room.send(id, 0, FILE)).isInstanceOf(ReceiveResult.Received.class);
    }

    /// A byte at a time until the line is cut.
    private static InputStream drops(CountDownLatch started, AtomicBoolean cut) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                started.countDown();
                if (cut.get()) {
                    throw new IOException("connection reset");
                }
                return 0;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                target[offset] = (byte) read();
                return 1;
            }
        };
    }

    @Test
    void an_upload_can_be_ended_under_a_silent_request() throws Exception {
        firstSends(Optional.empty());

        assertThat(room.uploads().end(room.owner, id)).isEqualTo(new EndResult.Ended());

        line.write(part(FILE, 200_000, FILE.length));
        line.close();
        assertThat(first.get()).isEqualTo(new ReceiveResult.Missing());
    }

    @Test
    void an_upload_that_somebody_is_sending_does_not_expire_under_the_hand() throws Exception {
        firstSends(Optional.empty());
        room.clock.advance(Duration.ofDays(15));

        room.uploads().expire();

        int rows = DATABASE.database()
                .inTransaction(tx -> tx.sql()
                        .createQuery("select count(*) from upload where id = :id")
                        .bind("id", id.value())
                        .mapTo(Integer.class)
                        .one());
        assertThat(rows).isEqualTo(1);
    }
}
