package dev.firsthand.recording.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Mp4FileTest {
    @TempDir
    Path folder;

    @Test
    void a_track_is_read_with_its_times_sizes_places_and_keyframes() throws IOException {
        Mp4File mp4 = Mp4File.read(file(TinyMp4.bytes()));

        Mp4Track track = mp4.video().orElseThrow();
        assertThat(track.codec()).isEqualTo("avc1");
        assertThat(track.width()).isEqualTo(64);
        assertThat(track.height()).isEqualTo(48);
        assertThat(track.timescale()).isEqualTo(15360);
        assertThat(track.language()).isEqualTo("und");
        assertThat(track.handlerName()).isEqualTo("VideoHandler");
        assertThat(track.rotationDegrees()).isEqualTo(90);
        assertThat(track.edits()).containsExactly(new Mp4Track.Edit(1536, 512));
        Mp4Samples samples = track.samples();
        assertThat(samples.decodeTicks()).containsExactly(0, 512, 1024);
        assertThat(samples.presentationTicks()).containsExactly(512, 1536, 1024);
        assertThat(samples.reordered()).isTrue();
        assertThat(samples.sizesBytes()).containsExactly(5, 6, 7);
        assertThat(samples.keyframe()).containsExactly(true, false, false);
        long first = mp4.boxes().get(1).payloadOffset();
        assertThat(samples.offsets()).containsExactly(first, first + 5, first + 11);
        AvcParameters avc = track.avc().orElseThrow();
        assertThat(avc.nalLengthBytes()).isEqualTo(4);
        assertThat(avc.sequenceSets()).containsExactly(TinyMp4.SEQUENCE_SET);
        assertThat(avc.pictureSets()).containsExactly(TinyMp4.PICTURE_SET);
    }

    @Test
    void a_sample_is_read_from_its_place() throws IOException {
        Path path = file(TinyMp4.bytes());
        Mp4Samples samples = Mp4File.read(path).video().orElseThrow().samples();
        try (var channel = FileChannel.open(path)) {
            assertThat(samples.bytes(channel, 2).remaining()).isEqualTo(7);
        }
    }

    @Test
    void a_file_without_an_index_is_refused_by_code() throws IOException {
        assertRefused(TinyMp4.box("ftyp", TinyMp4.letters("isom")), "mp4-no-moov");
        assertRefused(new byte[0], "mp4-no-moov");
    }

    @Test
    void a_fragmented_file_is_refused_by_code() throws IOException {
        byte[] moov = TinyMp4.box("moov", TinyMp4.movieHeader(), TinyMp4.box("mvex"));
        assertRefused(TinyMp4.joined(moov, TinyMp4.box("moof")), "mp4-fragmented");
    }

    @Test
    void a_file_cut_short_is_refused_by_code() throws IOException {
        byte[] whole = TinyMp4.bytes();
        assertRefused(Arrays.copyOf(whole, whole.length - 1), "mp4-truncated");
    }

    @Test
    void boxes_that_nest_without_end_are_refused_by_code() throws IOException {
        byte[] box = TinyMp4.box("moov");
        for (int depth = 0; depth < 40; depth++) {
            box = TinyMp4.box("moov", box);
        }
        assertRefused(box, "mp4-too-deep");
    }

    @Test
    void a_count_larger_than_its_table_is_refused_by_code() throws IOException {
        byte[] bytes = TinyMp4.bytes();
        int stts = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("stts");
        bytes[stts + 8] = 0x7f;
        assertRefused(bytes, "mp4-broken-table");
    }

    @Test
    void no_damaged_byte_escapes_as_anything_but_a_refusal() throws IOException {
        byte[] whole = TinyMp4.bytes();
        var random = new SplittableRandom(11);
        Path path = folder.resolve("fuzzed.mp4");
        for (int round = 0; round < 4000; round++) {
            byte[] damaged = whole.clone();
            for (int i = 0; i <= round % 4; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            Files.write(path, damaged);
            readOrRefuse(path);
        }
    }

    private static void readOrRefuse(Path path) throws IOException {
        try {
            assertThat(Mp4File.read(path).tracks()).hasSizeLessThanOrEqualTo(Mp4File.TRACKS_MAX);
        } catch (MediaException refused) {
            assertThat(refused.code()).startsWith("mp4-");
        }
    }

    private void assertRefused(byte[] bytes, String code) throws IOException {
        Path path = file(bytes);
        assertThatThrownBy(() -> Mp4File.read(path))
                .isInstanceOfSatisfying(
                        MediaException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("tiny.mp4"), bytes);
    }
}
