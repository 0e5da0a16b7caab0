package dev.firsthand.engine.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.store.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever happens on the way, an upload ends with the digest of its file, and no offset that was told goes back.
class UploadPropertyTest {
    private static final int ACTIONS_MAX = 400;

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path work;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void any_mix_of_cuts_repeats_checksums_full_disks_and_restarts_ends_with_the_file(long seed) throws IOException {
        var random = new SplittableRandom(seed);
        byte[] file = UploadRoom.bytes(seed, 1 + random.nextInt(6_000_000));
        try (var room = new UploadRoom(DATABASE.database(), work)) {
            UploadId id = room.begin(file.length);
            long told = 0;
            for (int i = 0; i < ACTIONS_MAX && told < file.length; i++) {
                act(room, id, file, told, random);
                long offset = room.offset(id);
                assertThat(offset).isGreaterThanOrEqualTo(told);
                told = offset;
            }
            if (told < file.length) {
                room.send(id, told, UploadRoom.part(file, told, file.length));
            }
            assertWhole(room, id, file);
        }
    }

    private static void act(UploadRoom room, UploadId id, byte[] file, long told, SplittableRandom random) {
        long size = Math.min(file.length - told, 1 + random.nextInt(400_000));
        byte[] piece = UploadRoom.part(file, told, told + size);
        byte[] begun = UploadRoom.part(file, told, told + random.nextLong(size + 1));
        Optional<UploadChecksum> checksum =
                random.nextBoolean() ? Optional.of(UploadRoom.checksum(piece)) : Optional.empty();
        switch (random.nextInt(10)) {
            case 0, 1 -> room.send(id, told, piece, checksum);
            case 2, 3, 4 -> room.sendCut(id, told, size, begun, checksum);
            case 5 -> room.send(id, told, new byte[piece.length], Optional.of(UploadRoom.checksum(piece)));
            case 6 -> room.send(id, random.nextLong(file.length + 10L) + told + 1, piece, checksum);
            case 7 -> {
                room.blobs.room(random.nextInt(300_000));
                room.send(id, told, piece, checksum);
                room.blobs.room(Long.MAX_VALUE);
            }
            case 8 -> room.blobs.dieAfterPublish(1);
            default -> room.restart();
        }
    }

    @Test
    void several_clients_that_all_resume_the_same_uploads_at_once_end_with_the_files() throws Exception {
        try (var room = new UploadRoom(DATABASE.database(), work)) {
            List<byte[]> files = new ArrayList<>();
            List<UploadId> ids = new ArrayList<>();
            for (int i = 0; i < UploadRoom.OPEN_MAX; i++) {
                files.add(UploadRoom.bytes(100 + i, 900_000));
                ids.add(room.begin(900_000));
            }
            List<Future<?>> clients = new ArrayList<>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int client = 0; client < 3 * UploadRoom.OPEN_MAX; client++) {
                    int which = client % UploadRoom.OPEN_MAX;
                    var random = new SplittableRandom(client);
                    clients.add(threads.submit(() -> resumeToTheEnd(room, ids.get(which), files.get(which), random)));
                }
            }
            for (Future<?> client : clients) {
                client.get();
            }
            for (int i = 0; i < files.size(); i++) {
                assertWhole(room, ids.get(i), files.get(i));
            }
        }
    }

    private static boolean resumeToTheEnd(UploadRoom room, UploadId id, byte[] file, SplittableRandom random) {
        while (true) {
            if (room.uploads().look(room.owner, id) instanceof LookResult.Found found) {
                UploadStatus status = found.status();
                if (status.complete()) {
                    return true;
                }
                long offset = status.offsetBytes();
                long size = Math.min(file.length - offset, 1 + random.nextInt(60_000));
                byte[] piece = UploadRoom.part(file, offset, offset + size);
                if (random.nextInt(3) == 0) {
                    room.sendCut(id, offset, size, UploadRoom.part(file, offset, offset + size / 2), Optional.empty());
                } else {
                    room.send(id, offset, piece);
                }
            }
        }
    }

    private static void assertWhole(UploadRoom room, UploadId id, byte[] file) throws IOException {
        CompletedUpload whole = room.completed(id).orElseThrow();
        assertThat(whole.sha256().reveal()).isEqualTo(UploadRoom.sha256(file));
        assertThat(room.keptSha256(whole)).isEqualTo(UploadRoom.sha256(file));
    }
}
