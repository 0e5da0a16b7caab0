package dev.firsthand.engine.custody;

import static dev.firsthand.engine.consent.Purpose.QUALITY_AND_LABELLING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.consent.Permit;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.store.BlobKey;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.SealBrokenException;
import dev.firsthand.engine.store.TestDatabase;
import dev.firsthand.engine.store.Tx;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class CustodyTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path work;

    static SyntheticHouse house;

    @BeforeAll
    static void build() {
        house = SyntheticHouse.seeded(8, DATABASE.database(), work);
    }

    @Test
    void sealed_bytes_open_again_for_their_persons_permit() throws IOException {
        byte[] plain = bytes(3_000_000);

        ObjectId object = seal(plain);

        try (InputStream in = custody().open(permit(), object)) {
            assertThat(in.readAllBytes()).isEqualTo(plain);
        }
        assertThat(custody().size(object)).isEqualTo(plain.length);
    }

    @Test
    void a_page_finds_what_was_derived_and_never_what_was_uploaded() throws IOException {
        ObjectId derived = seal(bytes(1_000));
        house.uploads(bytes(1_000));
        ObjectId uploaded = house.within(tx -> tx.sql()
                .createQuery("SELECT id FROM custody_object WHERE origin = 'UPLOADED' AND state = 'SEALED' LIMIT 1")
                .mapTo(java.util.UUID.class)
                .map(ObjectId::new)
                .one());

        custody().shown(permit(), derived).close();
        custody().channel(permit(), uploaded).close();
        assertThatThrownBy(() -> custody().shown(permit(), uploaded)).isInstanceOf(ObjectMissingException.class);
    }

    @Test
    void a_channel_seeks() throws IOException {
        byte[] plain = bytes(2_500_000);

        try (var channel = custody().channel(permit(), seal(plain))) {
            channel.position(2_000_000);
            var part = ByteBuffer.allocate(1000);
            assertThat(Channels.newInputStream(channel).readNBytes(part.array(), 0, 1000))
                    .isEqualTo(1000);
            assertThat(part.array()).isEqualTo(java.util.Arrays.copyOfRange(plain, 2_000_000, 2_001_000));
        }
    }

    @Test
    void another_persons_permit_finds_nothing_and_cannot_tell_it_from_what_never_was() throws IOException {
        ObjectId object = seal(bytes(10));
        ContributorId stranger = house.joins().id();
        house.answers(stranger, true);
        Permit permit = house.permit(stranger, QUALITY_AND_LABELLING);
        var never = new ObjectId(java.util.UUID.randomUUID());

        for (ObjectId asked : new ObjectId[] {object, never}) {
            assertThatThrownBy(() -> custody().open(permit, asked))
                    .isInstanceOf(ObjectMissingException.class)
                    .hasMessageContaining("is not there");
            assertThatThrownBy(() -> custody().lay(permit, asked)).isInstanceOf(ObjectMissingException.class);
            assertThatThrownBy(() -> custody().view(permit, asked, look())).isInstanceOf(ObjectMissingException.class);
        }
    }

    @Test
    void a_permit_opens_for_a_minute_and_no_longer() throws IOException {
        ObjectId object = seal(bytes(10));
        Permit permit = permit();
        house.clock().advance(Duration.ofSeconds(Permit.FRESH_SECONDS));
        custody().open(permit, object).close();
        house.clock().advance(Duration.ofMillis(1));

        assertThatThrownBy(() -> custody().open(permit, object))
                .isInstanceOf(PermitStaleException.class)
                .hasMessageContaining("ask consent again");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_plain_file_has_no_name_and_can_be_read_again_and_again() throws IOException {
        byte[] plain = bytes(1_500_000);

        try (PlainFile file = custody().lay(permit(), seal(plain))) {
            assertThat(names()).isZero();
            assertThat(file.sizeBytes()).isEqualTo(plain.length);
            assertThat(file.path().toString()).matches("/proc/self/fd/[0-9]+");
            assertThat(Files.readAllBytes(file.path())).isEqualTo(plain);
            assertThat(Files.readAllBytes(file.path())).isEqualTo(plain);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_child_process_reads_a_plain_file_as_its_standard_input() throws Exception {
        byte[] plain = bytes(100_000);

        try (PlainFile file = custody().lay(permit(), seal(plain))) {
            Process child = new ProcessBuilder("wc", "-c")
                    .redirectInput(file.path().toFile())
                    .start();
            assertThat(new String(child.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII)
                            .strip())
                    .isEqualTo("100000");
            assertThat(child.waitFor()).isZero();
        }
    }

    @Test
    void small_plain_files_lie_in_memory_while_there_is_room(@TempDir Path disk, @TempDir Path memory)
            throws IOException {
        var folders = new PlainFolders(disk, Optional.of(new PlainFolders.Memory(memory, 100)));
        var room = new PlainRoom(folders);

        try (PlainFile first = room.lay(new ByteArrayInputStream(new byte[60]), 60);
                PlainFile second = room.lay(new ByteArrayInputStream(new byte[60]), 60)) {
            assertThat(place(first)).startsWithRaw(memory.toRealPath());
            assertThat(place(second)).startsWithRaw(disk.toRealPath());
        }
        try (PlainFile third = room.lay(new ByteArrayInputStream(new byte[100]), 100)) {
            assertThat(place(third)).startsWithRaw(memory.toRealPath());
        }
    }

    @Test
    void a_stream_that_is_shorter_than_said_leaves_nothing(@TempDir Path disk, @TempDir Path memory)
            throws IOException {
        var room = new PlainRoom(new PlainFolders(disk, Optional.of(new PlainFolders.Memory(memory, 10))));

        assertThatThrownBy(() -> room.lay(new ByteArrayInputStream(new byte[9]), 10))
                .hasMessageContaining("9 plain bytes where 10");

        try (PlainFile whole = room.lay(new ByteArrayInputStream(new byte[10]), 10)) {
            assertThat(place(whole)).startsWithRaw(memory.toRealPath());
        }
    }

    @Test
    void an_upload_goes_on_where_it_was_synced_and_hashes_what_is_there() throws Exception {
        byte[] plain = bytes(1_800_000);
        SealedUpload upload = house.within(tx -> custody().begin(tx, person()));
        upload.append(ByteBuffer.wrap(plain, 0, 1_200_000));
        upload.sync();
        upload.close();

        var resumed = custody().resume(upload.object(), 1_200_000);
        MessageDigest digest = resumed.sha256();
        try (SealedUpload again = resumed.upload()) {
            assertThat(again.size()).isEqualTo(1_200_000);
            again.append(ByteBuffer.wrap(plain, 1_200_000, 600_000));
            digest.update(plain, 1_200_000, 600_000);
            again.publish();
            house.database().inTransactionDo(again::recordPublished);
        }

        assertThat(digest.digest())
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest(plain));
        try (InputStream in = custody().open(permit(), upload.object())) {
            assertThat(in.readAllBytes()).isEqualTo(plain);
        }
    }

    @Test
    void an_upload_goes_on_from_what_was_told_even_where_the_disk_holds_more() throws Exception {
        byte[] plain = bytes(5000);
        SealedUpload upload = house.within(tx -> custody().begin(tx, person()));
        upload.append(ByteBuffer.wrap(plain, 0, 3000));
        upload.sync();
        upload.append(ByteBuffer.wrap(plain, 3000, 2000));
        upload.sync();
        upload.close();

        var resumed = custody().resume(upload.object(), 3000);

        try (SealedUpload again = resumed.upload()) {
            assertThat(again.size()).isEqualTo(3000);
            var expected = MessageDigest.getInstance("SHA-256");
            expected.update(plain, 0, 3000);
            assertThat(resumed.sha256().digest()).isEqualTo(expected.digest());
        }
    }

    @Test
    void what_is_recorded_is_whole_and_shows_no_digest_of_its_beginnings() throws IOException {
        ObjectId object = seal(bytes(100));

        assertThatThrownBy(() -> custody().resume(object, 1)).hasMessageContaining("recorded as whole");
    }

    @Test
    void bytes_that_are_not_as_many_as_their_record_says_are_refused_and_let_go() throws IOException {
        ObjectId object = seal(bytes(100));
        house.within(tx -> tx.sql()
                .createUpdate("UPDATE custody_object SET size_bytes = 99 WHERE id = :id")
                .bind("id", object.value())
                .execute());
        int open = house.blobs().openReaders();

        assertThatThrownBy(() -> custody().open(permit(), object)).isInstanceOf(SealBrokenException.class);

        assertThat(house.blobs().openReaders()).isEqualTo(open);
    }

    @Test
    void an_upload_is_cut_back_to_its_last_sync() throws IOException {
        try (SealedUpload upload = house.within(tx -> custody().begin(tx, person()))) {
            upload.append(ByteBuffer.wrap(bytes(1000)));
            upload.sync();
            upload.append(ByteBuffer.wrap(bytes(500)));
            upload.truncate(1000);
            assertThat(upload.size()).isEqualTo(1000);
        }
    }

    @Test
    void an_upload_that_was_published_before_a_crash_only_waits_for_its_row() throws Exception {
        byte[] plain = bytes(70_000);
        SealedUpload upload = house.within(tx -> custody().begin(tx, person()));
        upload.append(ByteBuffer.wrap(plain));
        upload.publish();
        assertThatThrownBy(() -> custody().open(permit(), upload.object())).isInstanceOf(ObjectMissingException.class);

        var resumed = custody().resume(upload.object(), 10_000);
        MessageDigest digest = resumed.sha256();
        try (SealedUpload again = resumed.upload()) {
            assertThat(again.published()).isTrue();
            assertThat(again.size()).isEqualTo(plain.length);
            assertThatThrownBy(() -> again.append(ByteBuffer.wrap(plain))).hasMessageContaining("never change");
            again.publish();
            house.database().inTransactionDo(again::recordPublished);
            house.database().inTransactionDo(again::recordPublished);
        }

        assertThat(digest.digest())
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest(plain));
        custody().open(permit(), upload.object()).close();
    }

    @Test
    void an_unfinished_upload_cannot_be_opened_nor_recorded() throws IOException {
        try (SealedUpload upload = house.within(tx -> custody().begin(tx, person()))) {
            upload.append(ByteBuffer.wrap(bytes(10)));
            upload.sync();
            assertThatThrownBy(() -> custody().open(permit(), upload.object()))
                    .isInstanceOf(ObjectMissingException.class);
            assertThatThrownBy(() -> house.database().inTransactionDo(upload::recordPublished))
                    .hasMessageContaining("not published");
        }
    }

    @Test
    void an_erased_object_is_gone_with_its_transaction_and_its_bytes_right_after() throws IOException {
        ObjectId object = seal(bytes(10));
        String blob = blob(object);

        assertThatThrownBy(() -> house.database().inTransactionDo(tx -> {
                    custody().erase(tx, object);
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");
        custody().open(permit(), object).close();
        house.database().inTransactionDo(tx -> custody().erase(tx, object));
        house.database().inTransactionDo(tx -> custody().erase(tx, object));

        assertThatThrownBy(() -> custody().open(permit(), object)).isInstanceOf(ObjectMissingException.class);
        assertThatThrownBy(() -> custody().size(object)).isInstanceOf(ObjectMissingException.class);
        assertThatThrownBy(() -> custody().resume(object, 0)).isInstanceOf(ObjectMissingException.class);
        assertThat(house.blobs().open(new BlobKey(blob))).isEmpty();
    }

    @Test
    void what_shows_somebody_else_goes_alone_and_the_owners_other_files_stay() throws IOException {
        ObjectId shown = seal(bytes(10));
        ObjectId other = seal(bytes(20));

        house.database().inTransactionDo(tx -> custody().erase(tx, shown));

        assertThatThrownBy(() -> custody().open(permit(), shown)).isInstanceOf(ObjectMissingException.class);
        try (var kept = custody().open(permit(), other)) {
            assertThat(kept.readAllBytes()).isEqualTo(bytes(20));
        }
    }

    @Test
    void derived_bytes_that_break_off_leave_nothing() {
        var broken = new SequenceInputStream(new ByteArrayInputStream(new byte[2_000_000]), new FailingInputStream());
        long before = unerased();

        assertThatThrownBy(() -> custody().derive(person()).seal(broken)).hasMessage("the step failed");

        assertThat(unerased()).isEqualTo(before);
    }

    @Test
    void derived_bytes_open_once_they_are_kept_and_not_before() throws IOException {
        Derived derived = custody().derive(person());
        ObjectId object = derived.seal(new ByteArrayInputStream(bytes(10)));
        assertThatThrownBy(() -> custody().open(permit(), object)).isInstanceOf(ObjectMissingException.class);

        house.database().inTransactionDo(derived::keep);
        house.database().inTransactionDo(derived::discard);

        assertThat(custody().open(permit(), object)).hasBinaryContent(bytes(10));
    }

    @Test
    void derived_bytes_that_are_not_kept_go_when_discarded_and_at_the_next_start() throws IOException {
        long before = unerased();
        Derived discarded = custody().derive(person());
        String first = blob(discarded.seal(new ByteArrayInputStream(bytes(10))));
        Derived killed = custody().derive(person());
        String second = blob(killed.seal(new ByteArrayInputStream(bytes(10))));

        house.database().inTransactionDo(discarded::discard);
        assertThat(house.blobs().open(new BlobKey(first))).isEmpty();
        assertThat(house.blobs().open(new BlobKey(second))).isPresent();
        custody().sweep();

        assertThat(house.blobs().open(new BlobKey(second))).isEmpty();
        assertThat(unerased()).isEqualTo(before);
        assertThatThrownBy(() -> house.database().inTransactionDo(killed::keep))
                .hasMessageContaining("discarded already");
    }

    @Test
    void nothing_is_sealed_for_a_person_without_a_key() {
        assertThatThrownBy(() -> custody().derive(PersonId.random()).seal(new ByteArrayInputStream(new byte[1])))
                .hasMessageContaining("no key for person");
    }

    @Test
    void nothing_opens_once_the_persons_key_is_destroyed() throws IOException {
        ContributorId gone = house.joins().id();
        house.answers(gone, true);
        ObjectId object = seal(gone.person(), bytes(10));
        Permit permit = house.permit(gone, QUALITY_AND_LABELLING);

        house.vault().destroy(gone.person());

        assertThatThrownBy(() -> custody().open(permit, object)).isInstanceOf(ObjectMissingException.class);
    }

    @Test
    void an_upload_whose_transaction_does_not_end_leaves_no_draft() throws IOException {
        var before = house.blobs().drafts();

        assertThatThrownBy(() -> house.database().inTransactionDo(tx -> {
                    custody().begin(tx, person());
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");

        assertThat(house.blobs().drafts()).hasSameElementsAs(before);
    }

    @Test
    void the_sweep_at_start_keeps_uploads_and_clears_the_rest() throws IOException {
        SealedUpload kept = house.within(tx -> custody().begin(tx, person()));
        kept.append(ByteBuffer.wrap(bytes(10)));
        kept.sync();
        kept.close();
        house.blobs().draft().close(); // its process was killed before the row was there
        ObjectId erased = seal(bytes(10));
        house.database().inTransactionDo(tx -> custody().erase(tx, erased));
        Files.write(work.resolve("left-over.plain"), new byte[1]);

        custody().sweep();

        assertThat(names()).isZero();
        assertThat(custody().resume(kept.object(), 10).upload().size()).isEqualTo(10);
        assertThat(house.blobs().drafts()).hasSize(drafts());
        assertThat(house.within((Tx tx) -> tx.sql()
                        .createQuery("SELECT count(*) FROM custody_object WHERE state = 'ERASED'")
                        .mapTo(Long.class)
                        .one()))
                .isZero();
    }

    private static Custody custody() {
        return house.custody();
    }

    private static PersonId person() {
        return house.contributor().id().person();
    }

    private static Permit permit() {
        return house.permit(QUALITY_AND_LABELLING);
    }

    private static ObjectId seal(byte[] plain) throws IOException {
        return seal(person(), plain);
    }

    private static ObjectId seal(PersonId owner, byte[] plain) throws IOException {
        Derived derived = custody().derive(owner);
        ObjectId object = derived.seal(new ByteArrayInputStream(plain));
        house.database().inTransactionDo(derived::keep);
        return object;
    }

    private static byte[] bytes(int size) {
        var bytes = new byte[size];
        new SplittableRandom(size).nextBytes(bytes);
        return bytes;
    }

    private static Path place(PlainFile file) throws IOException {
        return file.path().startsWith("/proc") ? Files.readSymbolicLink(file.path()) : file.path();
    }

    private static long names() throws IOException {
        try (var files = Files.list(work)) {
            return files.count();
        }
    }

    private static String blob(ObjectId object) {
        return house.within(tx -> tx.sql()
                .createQuery("SELECT blob FROM custody_object WHERE id = :id")
                .bind("id", object.value())
                .mapTo(String.class)
                .one());
    }

    private static int drafts() {
        return house.within(tx -> tx.sql()
                .createQuery("SELECT count(*) FROM custody_object WHERE state = 'DRAFT'")
                .mapTo(Integer.class)
                .one());
    }

    private static long unerased() {
        return house.within(tx -> tx.sql()
                .createQuery("SELECT count(*) FROM custody_object WHERE state <> 'ERASED'")
                .mapTo(Long.class)
                .one());
    }

    private static final class FailingInputStream extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("the step failed");
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            throw new IOException("the step failed");
        }
    }

    private static Custody.Look look() {
        return new Custody.Look(house.operator().id().person(), Personal.of("to see a fault"));
    }
}
