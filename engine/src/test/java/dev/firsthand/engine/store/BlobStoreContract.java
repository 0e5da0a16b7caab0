package dev.firsthand.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every blob store does.
abstract class BlobStoreContract {
    @TempDir
    Path folder;

    private BlobStore blobs = new MemoryBlobStore();

    abstract BlobStore openStore(Path root) throws IOException;

    @BeforeEach
    void open() throws IOException {
        blobs = openStore(folder.resolve("blobs"));
    }

    @Test
    void a_draft_is_visible_only_when_it_is_published() throws IOException {
        var draft = blobs.draft();
        draft.append(bytes("one "));
        draft.append(bytes("two"));
        draft.sync();

        assertThat(blobs.open(draft.key())).isEmpty();
        assertThat(blobs.drafts()).containsExactly(draft.key());
        assertThat(text(draft.read())).isEqualTo("one two");
        assertThat(draft.size()).isEqualTo(7);

        draft.publish();

        assertThat(text(blobs.open(draft.key()).orElseThrow())).isEqualTo("one two");
        assertThat(blobs.drafts()).isEmpty();
        assertThatThrownBy(() -> blobs.resume(draft.key())).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void a_closed_draft_is_resumed_where_it_ended() throws IOException {
        var draft = blobs.draft();
        draft.append(bytes("one "));
        draft.sync();
        draft.close();

        var resumed = blobs.resume(draft.key());
        assertThat(resumed.size()).isEqualTo(4);
        resumed.append(bytes("two"));
        resumed.publish();

        assertThat(text(blobs.open(draft.key()).orElseThrow())).isEqualTo("one two");
    }

    @Test
    void a_draft_is_cut_back_and_goes_on_from_there() throws IOException {
        var draft = blobs.draft();
        draft.append(bytes("one two"));
        draft.truncate(4);
        draft.append(bytes("three"));

        assertThatThrownBy(() -> draft.truncate(100)).isInstanceOf(IllegalArgumentException.class);
        draft.publish();

        assertThat(text(blobs.open(draft.key()).orElseThrow())).isEqualTo("one three");
    }

    @Test
    void what_is_erased_is_gone_draft_or_published_and_erasing_again_does_nothing() throws IOException {
        var draft = blobs.draft();
        draft.append(bytes("draft"));
        var published = blobs.draft();
        published.append(bytes("published"));
        published.publish();

        blobs.erase(draft.key());
        blobs.erase(published.key());
        blobs.erase(published.key());

        assertThat(blobs.open(published.key())).isEmpty();
        assertThat(blobs.drafts()).isEmpty();
        assertThatThrownBy(() -> blobs.resume(draft.key())).isInstanceOf(NoSuchFileException.class);
    }

    /// Large and small appends, cuts, syncs, looks and restarts in any order, against a plain array.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whatever_is_done_to_a_draft_it_holds_the_bytes_appended_and_not_cut(long seed) throws IOException {
        var random = new Random(seed);
        var expected = new ByteArrayOutputStream();
        var draft = blobs.draft();
        for (int step = 0; step < 40; step++) {
            switch (random.nextInt(8)) {
                case 0 -> {
                    int kept = random.nextInt(expected.size() + 1);
                    draft.truncate(kept);
                    var all = expected.toByteArray();
                    expected.reset();
                    expected.write(all, 0, kept);
                }
                case 1 -> draft.sync();
                case 2 -> {
                    draft.close();
                    draft = blobs.resume(draft.key());
                }
                case 3 -> assertThat(content(draft.read())).isEqualTo(expected.toByteArray());
                default -> {
                    var bytes = new byte[random.nextInt(10) == 0 ? 3_000_000 : random.nextInt(700_000)];
                    random.nextBytes(bytes);
                    draft.append(ByteBuffer.wrap(bytes));
                    expected.writeBytes(bytes);
                }
            }
            assertThat(draft.size()).isEqualTo(expected.size());
        }
        draft.publish();

        assertThat(content(blobs.open(draft.key()).orElseThrow())).isEqualTo(expected.toByteArray());
    }

    @Test
    void names_say_nothing_and_equal_bytes_have_two() throws IOException {
        var one = blobs.draft();
        var two = blobs.draft();

        assertThat(one.key()).isNotEqualTo(two.key());
        assertThatThrownBy(() -> new BlobKey("../../escape")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_full_disk_refuses_bytes_and_the_draft_goes_on_when_there_is_room() throws IOException {
        var full = new FailingBlobStore(blobs, 200);
        var draft = full.draft();
        var key = ObjectKey.random();
        var object = new UUID(1, 1);
        var writer = SealedWriter.begin(draft, key, object);
        writer.append(ByteBuffer.wrap(new byte[100]));
        writer.sync();
        writer.append(ByteBuffer.wrap(new byte[100]));
        assertThatThrownBy(writer::sync).isInstanceOf(IOException.class).hasMessage("No space left on device");

        full.room(1_000);
        writer.publish();

        try (var reader = SealedReader.ofSize(full.open(draft.key()).orElseThrow(), key, object, 200)) {
            assertThat(reader.stream().readAllBytes()).isEqualTo(new byte[200]);
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String text(SeekableByteChannel channel) throws IOException {
        return new String(content(channel), StandardCharsets.US_ASCII);
    }

    private static byte[] content(SeekableByteChannel channel) throws IOException {
        try (channel) {
            var all = ByteBuffer.allocate((int) channel.size());
            while (all.hasRemaining() && channel.read(all) >= 0) {}
            assertThat(all.hasRemaining()).isFalse();
            return all.array();
        }
    }
}
