package dev.firsthand.streams.mcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.streams.mcap.McapWriterOptions.Part;
import dev.firsthand.streams.time.TimeSpan;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundTripTest {
    private static final int COUNT = 3_000;
    private static final int CHUNK_BYTES = 4_096;

    @TempDir
    Path folder;

    @Test
    void messages_come_back_in_file_order_through_every_compression() throws IOException {
        for (var options : everyPacking()) {
            var file = SeededFile.of(1, COUNT, options);
            var stream = McapRecordStream.of(new ByteArrayInputStream(file.bytes()), McapLimits.standard());

            assertThat(inFileOrder(stream)).isEqualTo(file.messages());
        }
    }

    @Test
    void messages_come_back_in_order_of_time_through_every_compression() throws IOException {
        for (var options : everyPacking()) {
            var file = SeededFile.of(2, COUNT, options);
            try (var reader = open(file.bytes())) {
                assertThat(all(reader.messages(MessageQuery.all()))).isEqualTo(file.inOrderOfTime());
            }
        }
    }

    @Test
    void a_query_gives_the_wanted_topics_within_the_half_open_span() throws IOException {
        for (var options : everyPacking()) {
            var file = SeededFile.of(3, COUNT, options);
            var span = new TimeSpan(500_000, 900_000);
            try (var reader = open(file.bytes())) {
                var found =
                        all(reader.messages(MessageQuery.all().on("/a", "/c").within(span)));

                assertThat(found)
                        .isNotEmpty()
                        .isEqualTo(file.inOrderOfTime().stream()
                                .filter(message -> message.channelId() != 2 && span.contains(message.logTimeNanos()))
                                .toList());
            }
        }
    }

    @Test
    void the_summary_counts_what_was_written_whether_it_is_in_the_file_or_not() throws IOException {
        var whole = McapWriterOptions.standard().withChunks(Compression.ZSTD, CHUNK_BYTES);
        for (var options : List.of(whole, whole.without(Part.STATISTICS), whole.without(Part.CHUNK_INDEX))) {
            var file = SeededFile.of(4, COUNT, options);
            try (var reader = open(file.bytes())) {
                McapSummary summary = reader.summary();
                assertThat(summary.fromFooter()).isEqualTo(options.equals(whole));
                assertThat(summary.statistics().messageCount()).isEqualTo(COUNT);
                assertThat(summary.channels().values())
                        .extracting(McapRecord.Channel::topic)
                        .containsExactly("/a", "/b", "/c");
                assertThat(summary.packing().values())
                        .singleElement()
                        .satisfies(zstd -> assertThat(zstd.uncompressedBytes()).isGreaterThan(zstd.compressedBytes()));
                assertThat(reader.attachment(summary.attachments().getFirst())).isEqualTo(file.attachment());
                assertThat(reader.metadata(summary.metadata().getFirst()).metadata())
                        .containsEntry("episode", "e-1");
            }
        }
    }

    @Test
    void the_same_records_are_written_as_the_same_bytes() throws IOException {
        for (var options : everyPacking()) {
            assertThat(SeededFile.of(5, COUNT, options).bytes())
                    .isEqualTo(SeededFile.of(5, COUNT, options).bytes());
        }
    }

    @Test
    void a_file_that_was_not_finished_is_read_up_to_where_it_ends() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var writer = McapWriter.to(out, McapWriterOptions.standard().withoutChunks())) {
            var channel = writer.addSchemalessChannel("/a", "json", java.util.Map.of());
            writer.write(new McapRecord.Message(channel.id(), 0, 1, 1, ByteBuffer.wrap(new byte[] {1})));
        }
        var stream = McapRecordStream.of(new ByteArrayInputStream(out.toByteArray()), McapLimits.standard());

        assertThat(stream.next()).containsInstanceOf(McapRecord.Header.class);
        assertThat(stream.next()).containsInstanceOf(McapRecord.Channel.class);
        assertThat(stream.next()).containsInstanceOf(McapRecord.Message.class);
        assertThatThrownBy(stream::next)
                .isInstanceOfSatisfying(
                        McapFormatException.class,
                        fault -> assertThat(fault.fault()).isEqualTo(McapFormatException.Fault.TRUNCATED));
    }

    @Test
    void the_writer_refuses_messages_of_a_channel_that_it_does_not_know() throws IOException {
        try (var writer = McapWriter.to(new ByteArrayOutputStream(), McapWriterOptions.standard())) {
            assertThatThrownBy(() -> writer.write(new McapRecord.Message(9, 0, 0, 0, ByteBuffer.allocate(0))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("channel 9");
        }
    }

    private static List<McapWriterOptions> everyPacking() {
        var standard = McapWriterOptions.standard();
        return List.of(
                standard.withChunks(Compression.NONE, CHUNK_BYTES),
                standard.withChunks(Compression.LZ4, CHUNK_BYTES),
                standard.withChunks(Compression.ZSTD, CHUNK_BYTES),
                standard.withoutChunks());
    }

    private static List<McapRecord.Message> inFileOrder(McapRecordStream stream) throws IOException {
        var messages = new ArrayList<McapRecord.Message>();
        for (Optional<McapRecord> next = stream.next(); next.isPresent(); next = stream.next()) {
            if (next.get() instanceof McapRecord.Message message) {
                messages.add(message);
            }
        }
        return messages;
    }

    private static List<McapRecord.Message> all(MessageCursor cursor) throws IOException {
        var messages = new ArrayList<McapRecord.Message>();
        for (var next = cursor.next(); next.isPresent(); next = cursor.next()) {
            messages.add(next.get().message());
        }
        return messages;
    }

    private McapReader open(byte[] bytes) throws IOException {
        SeekableByteChannel channel = Files.newByteChannel(Files.write(folder.resolve("file.mcap"), bytes));
        return McapReader.open(channel, McapLimits.standard());
    }
}
