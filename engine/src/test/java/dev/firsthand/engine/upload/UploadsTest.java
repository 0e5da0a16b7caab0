package dev.firsthand.engine.upload;

import static dev.firsthand.engine.upload.UploadRoom.bytes;
import static dev.firsthand.engine.upload.UploadRoom.checksum;
import static dev.firsthand.engine.upload.UploadRoom.part;
import static dev.firsthand.engine.upload.UploadRoom.sha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.engine.WalkingHouse;
import dev.firsthand.engine.custody.ObjectId;
import dev.firsthand.engine.custody.ObjectMissingException;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.PersonRows.Leaver;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.TestDatabase;
import dev.firsthand.engine.store.Tx;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class UploadsTest {
    private static final byte[] FILE = bytes(1, 2_500_000);

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path work;

    private UploadRoom room;

    @BeforeEach
    void open() {
        room = new UploadRoom(DATABASE.database(), work);
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void an_upload_in_pieces_is_complete_with_the_digest_of_its_bytes() throws IOException {
        UploadId id = room.begin(FILE.length);
        for (int offset = 0; offset < FILE.length; offset += 700_001) {
            byte[] piece = part(FILE, offset, Math.min(FILE.length, offset + 700_001));
            assertThat(room.send(id, offset, piece)).isInstanceOf(ReceiveResult.Received.class);
        }

        assertComplete(id, FILE);
    }

    @Test
    void an_upload_in_one_piece_larger_than_a_checkpoint_is_complete() throws IOException {
        byte[] large = bytes(2, 7_300_000);
        UploadId id = room.begin(large.length);

        room.send(id, 0, large);

        assertComplete(id, large);
    }

    @Test
    void an_empty_upload_is_complete_at_once() throws IOException {
        UploadId id = room.begin(0);

        assertComplete(id, new byte[0]);
    }

    @Test
    void an_open_upload_is_not_complete() {
        UploadId id = room.begin(FILE.length);
        room.send(id, 0, part(FILE, 0, 1000));

        assertThat(room.completed(id)).isEmpty();
    }

    @Test
    void anothers_upload_answers_as_one_that_is_not_there() {
        UploadId id = room.begin(10);
        PersonId stranger = room.anotherPerson();
        var piece = new UploadPiece(0, OptionalLong.of(10), Optional.empty(), new ByteArrayInputStream(new byte[10]));

        for (UploadId asked : new UploadId[] {id, UploadId.random()}) {
            assertThat(room.uploads().look(stranger, asked)).isEqualTo(new LookResult.Missing());
            assertThat(room.uploads().receive(stranger, asked, piece)).isEqualTo(new ReceiveResult.Missing());
            assertThat(room.uploads().end(stranger, asked)).isEqualTo(new EndResult.Missing());
        }
        assertThat(room.offset(id)).isZero();
    }

    @Test
    void a_complete_upload_of_another_is_not_told() {
        UploadId id = room.begin(10);
        room.send(id, 0, new byte[10]);
        PersonId stranger = room.anotherPerson();

        Optional<CompletedUpload> told =
                DATABASE.database().inTransaction(tx -> room.uploads().completed(tx, id, stranger));

        assertThat(told).isEmpty();
    }

    @Test
    void a_piece_at_another_offset_is_refused_with_the_right_one() {
        UploadId id = room.begin(FILE.length);
        room.send(id, 0, part(FILE, 0, 1000));

        assertThat(room.send(id, 0, part(FILE, 0, 1000))).isEqualTo(new ReceiveResult.OffsetMismatch(0, 1000));
        assertThat(room.send(id, 2000, part(FILE, 2000, 2100))).isEqualTo(new ReceiveResult.OffsetMismatch(2000, 1000));
        assertThat(room.offset(id)).isEqualTo(1000);
    }

    @Test
    void what_came_before_a_cut_is_kept() throws IOException {
        UploadId id = room.begin(FILE.length);

        ReceiveResult cut = room.sendCut(id, 0, FILE.length, part(FILE, 0, 1_234_567), Optional.empty());

        assertThat(cut).isInstanceOf(ReceiveResult.Interrupted.class);
        assertThat(room.offset(id)).isEqualTo(1_234_567);
        room.send(id, 1_234_567, part(FILE, 1_234_567, FILE.length));
        assertComplete(id, FILE);
    }

    @Test
    void a_piece_that_fits_its_checksum_is_taken() throws IOException {
        UploadId id = room.begin(FILE.length);

        assertThat(room.send(id, 0, FILE, Optional.of(checksum(FILE)))).isInstanceOf(ReceiveResult.Received.class);

        assertComplete(id, FILE);
    }

    @Test
    void a_piece_that_does_not_fit_its_checksum_takes_the_upload_back_to_where_it_was() throws IOException {
        UploadId id = room.begin(FILE.length);
        room.send(id, 0, part(FILE, 0, 1_100_000));
        byte[] rest = part(FILE, 1_100_000, FILE.length);

        ReceiveResult refused = room.send(id, 1_100_000, new byte[rest.length], Optional.of(checksum(rest)));

        assertThat(refused).isEqualTo(new ReceiveResult.ChecksumMismatch(1_100_000));
        assertThat(room.offset(id)).isEqualTo(1_100_000);
        room.send(id, 1_100_000, rest, Optional.of(checksum(rest)));
        assertComplete(id, FILE);
    }

    @Test
    void a_piece_with_a_checksum_counts_as_a_whole_or_not_at_all() throws IOException {
        byte[] large = bytes(3, 5_000_000);
        UploadId id = room.begin(large.length);

        room.sendCut(id, 0, large.length, part(large, 0, 4_000_000), Optional.of(checksum(large)));

        assertThat(room.offset(id)).isZero();
        room.send(id, 0, large, Optional.of(checksum(large)));
        assertComplete(id, large);
    }

    @Test
    void a_piece_that_reaches_past_the_length_is_refused_before_it_is_read() {
        UploadId id = room.begin(10);

        assertThat(room.send(id, 0, new byte[11])).isEqualTo(new ReceiveResult.TooLong(0, 10));
    }

    @Test
    void a_piece_of_unknown_size_that_reaches_past_the_length_leaves_nothing() {
        UploadId id = room.begin(10);
        var piece = new UploadPiece(0, OptionalLong.empty(), Optional.empty(), new ByteArrayInputStream(new byte[11]));

        assertThat(room.uploads().receive(room.owner, id, piece)).isEqualTo(new ReceiveResult.TooLong(0, 10));
        assertThat(room.offset(id)).isZero();
    }

    @Test
    void a_piece_of_unknown_size_ends_with_its_stream() throws IOException {
        UploadId id = room.begin(FILE.length);
        var piece = new UploadPiece(0, OptionalLong.empty(), Optional.empty(), new ByteArrayInputStream(FILE));

        assertThat(room.uploads().receive(room.owner, id, piece)).isInstanceOf(ReceiveResult.Received.class);
        assertComplete(id, FILE);
    }

    @Test
    void an_upload_goes_on_after_a_restart_and_its_digest_is_right() throws IOException {
        UploadId id = room.begin(FILE.length);
        room.send(id, 0, part(FILE, 0, 1_500_000));

        room.restart();

        assertThat(room.offset(id)).isEqualTo(1_500_000);
        room.send(id, 1_500_000, part(FILE, 1_500_000, FILE.length));
        assertComplete(id, FILE);
    }

    @Test
    void a_death_between_the_last_byte_and_its_row_loses_nothing() throws IOException {
        UploadId id = room.begin(FILE.length);
        room.send(id, 0, part(FILE, 0, 2_000_000));
        room.blobs.dieAfterPublish(1);
        room.send(id, 2_000_000, part(FILE, 2_000_000, FILE.length));

        room.restart();

        room.send(id, room.offset(id), part(FILE, room.offset(id), FILE.length));
        assertThat(room.offset(id)).isEqualTo(FILE.length);
        assertComplete(id, FILE);
    }

    @Test
    void a_full_disk_is_said_so_and_loses_nothing_that_was_acknowledged() throws IOException {
        UploadId id = room.begin(FILE.length);
        room.send(id, 0, part(FILE, 0, 1_000_000));
        room.blobs.room(300_000);

        ReceiveResult full = room.send(id, 1_000_000, part(FILE, 1_000_000, FILE.length));

        assertThat(full).isEqualTo(new ReceiveResult.StoreFailed(1_000_000));
        assertThat(room.offset(id)).isEqualTo(1_000_000);
        room.blobs.room(Long.MAX_VALUE);
        room.send(id, 1_000_000, part(FILE, 1_000_000, FILE.length));
        assertComplete(id, FILE);
    }

    @Test
    void a_full_disk_begins_no_upload() {
        room.blobs.room(0);

        assertThat(room.uploads().begin(room.owner, 10, Personal.of(""))).isEqualTo(new BeginResult.StoreFailed());
    }

    @Test
    void limits_are_kept_and_named() {
        assertThat(room.uploads().begin(room.owner, UploadRoom.LENGTH_MAX + 1, Personal.of("")))
                .isEqualTo(new BeginResult.TooLong(UploadRoom.LENGTH_MAX + 1, UploadRoom.LENGTH_MAX));
        assertThat(room.uploads().begin(room.owner, 1, Personal.of("x".repeat(257))))
                .isEqualTo(new BeginResult.MetadataTooLong(257, 256));
        for (int i = 0; i < UploadRoom.OPEN_MAX; i++) {
            room.begin(1);
        }
        assertThat(room.uploads().begin(room.owner, 1, Personal.of("")))
                .isEqualTo(new BeginResult.TooManyOpen(UploadRoom.OPEN_MAX));
    }

    @Test
    void an_ended_upload_is_gone_with_its_bytes_and_makes_room_for_another() throws IOException {
        for (int i = 1; i < UploadRoom.OPEN_MAX; i++) {
            room.begin(1);
        }
        UploadId id = room.begin(FILE.length);
        room.send(id, 0, part(FILE, 0, 1000));
        int drafts = room.blobs.drafts().size();

        assertThat(room.uploads().end(room.owner, id)).isEqualTo(new EndResult.Ended());

        assertThat(room.uploads().look(room.owner, id)).isEqualTo(new LookResult.Missing());
        assertThat(room.blobs.drafts()).hasSize(drafts - 1);
        room.begin(1);
    }

    @Test
    void a_complete_upload_cannot_be_ended() throws IOException {
        UploadId id = room.begin(FILE.length);
        room.send(id, 0, FILE);

        assertThat(room.uploads().end(room.owner, id)).isEqualTo(new EndResult.AlreadyComplete());
        assertComplete(id, FILE);
    }

    @Test
    void an_upload_lives_its_time_and_then_goes_with_its_bytes() throws IOException {
        UploadId late = room.begin(FILE.length);
        room.send(late, 0, part(FILE, 0, 1000));
        int drafts = room.blobs.drafts().size();

        room.clock.advance(Duration.ofDays(14).minusSeconds(1));
        room.uploads().expire();
        assertThat(room.offset(late)).isEqualTo(1000);

        room.clock.advance(Duration.ofSeconds(1));
        assertThat(room.uploads().look(room.owner, late)).isEqualTo(new LookResult.Expired());
        assertThat(room.send(late, 1000, new byte[1])).isEqualTo(new ReceiveResult.Expired());
        assertThat(room.uploads().expire()).isPositive();
        assertThat(room.uploads().look(room.owner, late)).isEqualTo(new LookResult.Missing());
        assertThat(room.blobs.drafts()).hasSize(drafts - 1);
    }

    @Test
    void a_complete_upload_that_nobody_takes_lives_as_long_again_and_then_goes_with_its_bytes() throws IOException {
        UploadId id = room.begin(FILE.length);
        room.clock.advance(Duration.ofDays(13));
        room.send(id, 0, FILE);
        ObjectId object = room.completed(id).orElseThrow().object();

        room.clock.advance(Duration.ofDays(14).minusSeconds(1));
        room.uploads().expire();
        assertComplete(id, FILE);

        room.clock.advance(Duration.ofSeconds(1));
        assertThat(room.uploads().look(room.owner, id)).isEqualTo(new LookResult.Expired());
        assertThat(room.uploads().expire()).isPositive();
        assertThat(room.uploads().look(room.owner, id)).isEqualTo(new LookResult.Missing());
        assertThat(room.completed(id)).isEmpty();
        assertThat(room.held(id)).isEmpty();
        assertThatThrownBy(() -> room.custody.size(object)).isInstanceOf(ObjectMissingException.class);
    }

    @Test
    void a_complete_upload_that_was_taken_never_expires_even_when_it_is_taken_in_the_last_moment() throws IOException {
        UploadId id = room.begin(3);
        room.send(id, 0, new byte[3]);

        room.clock.advance(Duration.ofDays(14));
        assertThat(room.held(id)).isPresent();
        room.clock.advance(Duration.ofDays(1000));
        room.uploads().expire();

        assertThat(room.uploads().look(room.owner, id)).isInstanceOf(LookResult.Found.class);
        assertComplete(id, new byte[3]);
    }

    @Test
    void an_upload_that_is_being_taken_is_not_removed_meanwhile() throws Exception {
        UploadId id = room.begin(3);
        room.send(id, 0, new byte[3]);
        room.clock.advance(Duration.ofDays(14));
        try (var threads = Executors.newSingleThreadExecutor()) {
            Future<Integer> removed = DATABASE.database().inTransaction(tx -> {
                assertThat(room.uploads().hold(tx, id, room.owner)).isPresent();
                Future<Integer> removal = threads.submit(() -> room.uploads().expire());
                waitsForRow(tx);
                return removal;
            });
            removed.get();
        }
        assertComplete(id, new byte[3]);
    }

    /// Until somebody waits for what this transaction holds.
    private static void waitsForRow(Tx tx) {
        WalkingHouse.waitFor(() -> tx.sql()
                        .createQuery("select count(*) from pg_locks where not granted")
                        .mapTo(Integer.class)
                        .one()
                > 0);
    }

    @Test
    void all_uploads_of_a_person_can_be_erased() {
        UploadId open = room.begin(FILE.length);
        room.send(open, 0, part(FILE, 0, 1000));
        UploadId whole = room.begin(3);
        room.send(whole, 0, new byte[3]);

        DATABASE.database().inTransactionDo(tx -> room.uploads().erase(tx, new Leaver(room.owner, Set.of())));

        assertThat(room.uploads().look(room.owner, open)).isEqualTo(new LookResult.Missing());
        assertThat(room.send(open, 1000, new byte[1])).isEqualTo(new ReceiveResult.Missing());
        assertThat(room.completed(whole)).isEmpty();
    }

    @Test
    void the_database_holds_neither_the_metadata_nor_the_plain_digest() {
        UploadId id = room.begin(FILE.length);
        room.send(id, 0, FILE);

        String row = DATABASE.database()
                .inTransaction(tx -> tx.sql()
                        .createQuery(
                                "SELECT encode(metadata, 'hex') || encode(sha256, 'hex') FROM upload WHERE id = :id")
                        .bind("id", id.value())
                        .mapTo(String.class)
                        .one());

        assertThat(row)
                .doesNotContain(sha256(FILE))
                .doesNotContain(java.util.HexFormat.of().formatHex("kind".getBytes(StandardCharsets.UTF_8)))
                .doesNotContain(java.util.HexFormat.of().formatHex(sha256(FILE).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_complete_upload_tells_when_it_began_and_ended_and_how_many_bytes_moved() {
        UploadId id = room.begin(FILE.length);
        room.clock.advance(Duration.ofMinutes(3));
        byte[] good = part(FILE, 0, 1_000_000);
        room.send(id, 0, new byte[1_000_000], Optional.of(checksum(good)));
        room.send(id, 0, good, Optional.of(checksum(good)));
        room.clock.advance(Duration.ofMinutes(2));
        room.send(id, 1_000_000, part(FILE, 1_000_000, FILE.length));

        CompletedUpload whole = room.completed(id).orElseThrow();

        assertThat(Duration.between(whole.beganAt(), whole.endedAt())).isEqualTo(Duration.ofMinutes(5));
        assertThat(whole.movedBytes()).isEqualTo(FILE.length + 1_000_000L);
        assertThat(whole.sizeBytes()).isEqualTo(FILE.length);
    }

    private void assertComplete(UploadId id, byte[] file) throws IOException {
        CompletedUpload whole = room.completed(id).orElseThrow();
        assertThat(whole.sha256().reveal()).isEqualTo(sha256(file));
        assertThat(room.keptSha256(whole)).isEqualTo(sha256(file));
        assertThat(room.offset(id)).isEqualTo(file.length);
    }
}
