package dev.firsthand.streams.mcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The 416 cases of the format's own suite, where they are at hand: `../shared/samples/mcap/conformance`.
class ConformanceTest {
    private static final Path SUITE = Path.of("../../shared/samples/mcap/conformance");
    private static final int CASES = 416;

    @BeforeEach
    void needs_the_suite() {
        assumeTrue(Files.isDirectory(SUITE), "the conformance suite is not beside the repository");
    }

    @Test
    void each_file_of_the_suite_is_read_as_the_records_beside_it() throws IOException {
        for (var suited : cases()) {
            assertThat(read(suited.file())).as(suited.toString()).isEqualTo(suited.records());
        }
    }

    @Test
    void the_records_of_each_case_are_written_as_the_bytes_beside_them() throws IOException {
        for (var suited : cases()) {
            assertThat(suited.written()).as(suited.toString()).isEqualTo(Files.readAllBytes(suited.file()));
        }
    }

    @Test
    void each_file_gives_its_messages_in_order_of_time_with_or_without_an_index() throws IOException {
        for (var suited : cases()) {
            List<McapRecord.Message> expected = suited.records().stream()
                    .filter(McapRecord.Message.class::isInstance)
                    .map(McapRecord.Message.class::cast)
                    .sorted((a, b) -> Long.compareUnsigned(a.logTimeNanos(), b.logTimeNanos()))
                    .toList();
            try (var reader = McapReader.open(suited.file())) {
                assertThat(messages(reader)).as(suited.toString()).isEqualTo(expected);
                assertThat(reader.summary().statistics().messageCount()).isEqualTo(expected.size());
            }
        }
    }

    @Test
    void files_of_other_writers_are_read_by_index_as_they_are_in_file_order() throws IOException {
        for (String name : List.of("example.mcap", "example_logs.mcap", "custom-camera-model.mcap")) {
            Path file = SUITE.resolveSibling(name);
            long inFileOrder = read(file).stream()
                    .filter(McapRecord.Message.class::isInstance)
                    .count();
            try (var reader = McapReader.open(file)) {
                assertThat(messages(reader)).as(name).hasSize((int) inFileOrder).isNotEmpty();
                assertThat(reader.summary().statistics().messageCount()).isEqualTo(inFileOrder);
            }
        }
    }

    private static List<McapRecord.Message> messages(McapReader reader) throws IOException {
        var messages = new ArrayList<McapRecord.Message>();
        var cursor = reader.messages(MessageQuery.all());
        for (var next = cursor.next(); next.isPresent(); next = cursor.next()) {
            messages.add(next.get().message());
        }
        return messages;
    }

    private static List<McapRecord> read(Path file) throws IOException {
        var records = new ArrayList<McapRecord>();
        try (var channel = Files.newByteChannel(file);
                var stream = McapRecordStream.of(Channels.newInputStream(channel), McapLimits.standard())) {
            for (Optional<McapRecord> next = stream.next(); next.isPresent(); next = stream.next()) {
                if (!(next.get() instanceof McapRecord.Chunk) && !(next.get() instanceof McapRecord.MessageIndex)) {
                    records.add(next.get());
                }
            }
        }
        return records;
    }

    private static List<ConformanceCase> cases() throws IOException {
        try (var files = Files.walk(SUITE)) {
            var cases = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(ConformanceCase::new)
                    .toList();
            assertThat(cases).hasSize(CASES);
            return cases;
        }
    }
}
