package dev.firsthand.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SealedBytesTest {
    private static final UUID OBJECT = new UUID(7, 7);
    private static final int MIB = 1 << 20;

    private final MemoryBlobStore blobs = new MemoryBlobStore();
    private final ObjectKey key = ObjectKey.random();

    @Test
    void what_was_sealed_in_pieces_of_any_size_reads_back_from_any_place() throws IOException {
        var plain = bytes(3 * MIB + 12_345, 1);
        var random = new Random(2);
        var draft = blobs.draft();
        try (var writer = SealedWriter.begin(draft, key, OBJECT)) {
            for (int at = 0; at < plain.length; ) {
                int length = Math.min(plain.length - at, 1 + random.nextInt(MIB + MIB / 2));
                writer.append(ByteBuffer.wrap(plain, at, length));
                at += length;
                if (random.nextBoolean()) {
                    writer.sync();
                }
            }
            assertThat(writer.size()).isEqualTo(plain.length);
            writer.publish();
        }

        var sealed = blobs.open(draft.key()).orElseThrow();
        try (var reader = SealedReader.ofSize(sealed, key, OBJECT, plain.length)) {
            assertThat(reader.stream().readAllBytes()).isEqualTo(plain);
            for (int i = 0; i < 50; i++) {
                int at = random.nextInt(plain.length);
                var part = ByteBuffer.allocate(Math.min(plain.length - at, 5_000));
                reader.position(at);
                while (part.hasRemaining()) {
                    reader.read(part);
                }
                assertThat(part.array()).isEqualTo(Arrays.copyOfRange(plain, at, at + part.capacity()));
            }
            assertThat(reader.position(plain.length).read(ByteBuffer.allocate(1)))
                    .isEqualTo(-1);
        }
    }

    @Test
    void an_empty_object_is_empty() throws IOException {
        var draft = blobs.draft();
        SealedWriter.begin(draft, key, OBJECT).publish();

        try (var reader = SealedReader.ofSize(blobs.open(draft.key()).orElseThrow(), key, OBJECT, 0)) {
            assertThat(reader.stream().readAllBytes()).isEmpty();
        }
    }

    @Test
    void sealed_bytes_hide_the_plain_ones_and_differ_each_time() throws IOException {
        var plain = new byte[10_000];

        assertThat(sealed(plain)).isNotEqualTo(sealed(plain)).hasSize(plain.length + 8 + 32);
    }

    @Test
    void a_changed_byte_anywhere_is_noticed() throws IOException {
        var whole = sealed(bytes(300, 3));
        for (int at = 0; at < whole.length; at++) {
            var changed = whole.clone();
            changed[at] ^= 1;

            assertThatThrownBy(() -> read(changed, key, OBJECT, 300)).isInstanceOf(SealBrokenException.class);
        }
    }

    @Test
    void another_key_another_object_or_a_missing_end_do_not_open() throws IOException {
        var whole = sealed(bytes(2 * MIB, 4));
        var withoutLast = Arrays.copyOf(whole, whole.length - MIB - 32);

        assertThatThrownBy(() -> read(whole, ObjectKey.random(), OBJECT, 2 * MIB))
                .isInstanceOf(SealBrokenException.class);
        assertThatThrownBy(() -> read(whole, key, new UUID(7, 8), 2 * MIB)).isInstanceOf(SealBrokenException.class);
        assertThatThrownBy(() -> read(withoutLast, key, OBJECT, 2 * MIB))
                .isInstanceOf(SealBrokenException.class)
                .hasMessage("sealed object has 1048576 plain bytes, its record says 2097152");
    }

    @Test
    void segments_do_not_change_places() throws IOException {
        var whole = sealed(bytes(2 * MIB, 5));
        int segment = MIB + 32;
        var swapped = whole.clone();
        System.arraycopy(whole, 8, swapped, 8 + segment, segment);
        System.arraycopy(whole, 8 + segment, swapped, 8, segment);

        assertThatThrownBy(() -> read(swapped, key, OBJECT, 2 * MIB)).isInstanceOf(SealBrokenException.class);
    }

    @Test
    void a_torn_end_is_cut_back_to_the_last_sound_segment() throws IOException {
        var plain = bytes(MIB + 1_000, 6);
        var whole = sealed(plain);
        for (int lost : new int[] {1, 16, 999, 1_015, 1_030, 1_031}) {
            var draft = blobs.draft();
            draft.append(ByteBuffer.wrap(whole, 0, whole.length - lost));

            var kept = ByteBuffer.allocate(plain.length);
            var writer = SealedWriter.resume(draft, key, OBJECT, kept::put);

            assertThat(writer.size()).as("lost %d", lost).isEqualTo(MIB);
            assertThat(Arrays.copyOf(kept.array(), kept.position())).isEqualTo(Arrays.copyOf(plain, MIB));
            writer.append(ByteBuffer.wrap(plain, MIB, 1_000));
            writer.publish();
            try (var reader = new SealedReader(blobs.open(draft.key()).orElseThrow(), key, OBJECT)) {
                assertThat(reader.stream().readAllBytes()).isEqualTo(plain);
            }
        }
    }

    @Test
    void a_resumed_draft_of_a_few_bytes_starts_anew() throws IOException {
        var draft = blobs.draft();
        draft.append(ByteBuffer.wrap(new byte[3]));

        assertThat(SealedWriter.resume(draft, key, OBJECT).size()).isZero();
    }

    @Test
    void a_draft_is_cut_back_to_where_a_sync_ended_or_within_its_tail() throws IOException {
        var plain = bytes(5_000, 8);
        var draft = blobs.draft();
        try (var writer = SealedWriter.begin(draft, key, OBJECT)) {
            writer.append(ByteBuffer.wrap(plain, 0, 2_000));
            writer.sync();
            writer.append(ByteBuffer.wrap(new byte[1_500]));
            writer.sync();
            writer.append(ByteBuffer.wrap(new byte[10]));

            writer.truncate(3_505);
            assertThat(writer.size()).isEqualTo(3_505);
            assertThatThrownBy(() -> writer.truncate(1_000)).hasMessageContaining("inside a sealed segment");
            writer.truncate(2_000);
            writer.append(ByteBuffer.wrap(plain, 2_000, 3_000));
            writer.publish();
        }
        try (var reader = new SealedReader(blobs.open(draft.key()).orElseThrow(), key, OBJECT)) {
            assertThat(reader.stream().readAllBytes()).isEqualTo(plain);
        }
    }

    private byte[] sealed(byte[] plain) throws IOException {
        var draft = blobs.draft();
        var writer = SealedWriter.begin(draft, key, OBJECT);
        writer.append(ByteBuffer.wrap(plain));
        writer.publish();
        try (var channel = blobs.open(draft.key()).orElseThrow()) {
            var all = ByteBuffer.allocate((int) channel.size());
            channel.read(all);
            return all.array();
        }
    }

    private static byte[] read(byte[] sealed, ObjectKey key, UUID object, long size) throws IOException {
        try (var reader = SealedReader.ofSize(new ByteArrayChannel(sealed), key, object, size)) {
            return reader.stream().readAllBytes();
        }
    }

    private static byte[] bytes(int length, long seed) {
        var bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
