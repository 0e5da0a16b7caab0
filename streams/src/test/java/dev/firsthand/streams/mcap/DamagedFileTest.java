package dev.firsthand.streams.mcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.streams.mcap.McapFormatException.Fault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that were damaged, cut short or made to harm: each ends in one kind of exception, soon, in little memory.
class DamagedFileTest {
    private static final McapLimits SMALL = new McapLimits(1 << 20, 1 << 20, 2 << 20);
    private static final int MUTATIONS = 150;
    private static final int HEADER_BYTES = 8 + 9 + 17;

    @TempDir
    Path folder;

    @Test
    void a_changed_byte_anywhere_is_found_by_a_checksum_or_the_structure() throws IOException {
        for (var options : everyPacking()) {
            byte[] sound = SeededFile.of(1, 40, options).bytes();
            for (int at = 0; at < sound.length; at++) {
                byte[] damaged = sound.clone();
                damaged[at] ^= 0x10;
                assertThat(faultOf(damaged)).as("byte %d of %s", at, options).isTrue();
            }
        }
    }

    @Test
    void a_file_cut_short_anywhere_is_told_as_cut_short() throws IOException {
        byte[] sound = SeededFile.of(2, 40, everyPacking().getFirst()).bytes();
        for (int length = 0; length < sound.length; length++) {
            byte[] cut = Arrays.copyOf(sound, length);
            assertThatThrownBy(() -> readAll(cut))
                    .isInstanceOfSatisfying(
                            McapFormatException.class,
                            fault -> assertThat(fault.fault()).isEqualTo(Fault.TRUNCATED));
        }
    }

    @Test
    void random_damage_never_leads_to_any_other_exception() throws IOException {
        var random = new SplittableRandom(3);
        for (var options : everyPacking()) {
            byte[] sound = SeededFile.of(3, 200, options).bytes();
            for (int i = 0; i < MUTATIONS; i++) {
                byte[] damaged = mutate(sound, random);
                faultOf(damaged);
                indexedFaultOf(damaged);
            }
        }
    }

    @Test
    void damage_that_no_checksum_covers_never_leads_to_any_other_exception() throws IOException {
        var random = new SplittableRandom(4);
        for (var packing : everyPacking()) {
            var unchecked = packing.without(McapWriterOptions.Part.CHUNK_CRC)
                    .without(McapWriterOptions.Part.DATA_SECTION_CRC)
                    .without(McapWriterOptions.Part.SUMMARY_CRC)
                    .without(McapWriterOptions.Part.ATTACHMENT_CRC);
            byte[] sound = SeededFile.of(4, 200, unchecked).bytes();
            for (int i = 0; i < MUTATIONS; i++) {
                byte[] damaged = mutate(sound, random);
                faultOf(damaged);
                indexedFaultOf(damaged);
            }
        }
    }

    @Test
    void a_record_that_claims_more_than_the_limit_is_refused_before_memory_is_taken() throws IOException {
        byte[] file = SeededFile.of(5, 1, everyPacking().getFirst()).bytes();
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(HEADER_BYTES + 1, Long.MAX_VALUE);

        assertThatThrownBy(() -> readAll(file)).isInstanceOfSatisfying(McapFormatException.class, fault -> {
            assertThat(fault.fault()).isEqualTo(Fault.LIMIT);
            assertThat(fault.offset()).isEqualTo(HEADER_BYTES);
        });
    }

    @Test
    void text_is_told_as_not_an_mcap_file() {
        assertThatThrownBy(() -> readAll("this is a letter, not a recording".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        McapFormatException.class,
                        fault -> assertThat(fault.fault()).isEqualTo(Fault.NOT_MCAP));
    }

    private static List<McapWriterOptions> everyPacking() {
        var standard = McapWriterOptions.standard();
        return List.of(
                standard.withoutChunks(),
                standard.withChunks(Compression.NONE, 512),
                standard.withChunks(Compression.LZ4, 512),
                standard.withChunks(Compression.ZSTD, 512));
    }

    private static byte[] mutate(byte[] sound, SplittableRandom random) {
        byte[] damaged = sound.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(damaged.length);
            switch (random.nextInt(4)) {
                case 0 -> damaged[at] = (byte) random.nextInt();
                case 1 -> damaged[at] = (byte) 0xFF;
                case 2 -> damaged = Arrays.copyOf(damaged, Math.max(1, at));
                default -> {
                    int length = random.nextInt(Math.min(32, damaged.length - at));
                    System.arraycopy(damaged, random.nextInt(damaged.length - length), damaged, at, length);
                }
            }
        }
        return damaged;
    }

    private static boolean faultOf(byte[] file) throws IOException {
        try {
            readAll(file);
            return false;
        } catch (McapFormatException e) {
            assertThat(e.offset()).isBetween(0L, (long) file.length);
            return true;
        }
    }

    private void indexedFaultOf(byte[] bytes) throws IOException {
        Path path = Files.write(folder.resolve("file.mcap"), bytes);
        try (var channel = Files.newByteChannel(path);
                var reader = McapReader.open(channel, SMALL)) {
            var cursor = reader.messages(MessageQuery.all());
            while (cursor.next().isPresent()) {
                // only the way there matters
            }
            for (var attachment : reader.summary().attachments()) {
                reader.attachment(attachment);
            }
        } catch (McapFormatException e) {
            assertThat(e).hasMessageContaining("at byte");
        }
    }

    private static void readAll(byte[] file) throws IOException {
        var stream = McapRecordStream.of(new ByteArrayInputStream(file), SMALL);
        while (stream.next().isPresent()) {
            // only the way there matters
        }
    }
}
