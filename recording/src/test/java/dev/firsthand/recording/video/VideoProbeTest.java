package dev.firsthand.recording.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.firsthand.recording.mp4.Mp4File;
import dev.firsthand.recording.synthetic.SyntheticFault;
import dev.firsthand.recording.synthetic.SyntheticFaults;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoProbeTest {
    @TempDir
    Path folder;

    private final VideoProbe probe = new VideoProbe(FfmpegPrograms.bundled());

    @Test
    void a_steady_video_comes_with_its_facts_and_exact_times() throws Exception {
        var video = accepted(clips().steady("steady.mp4", 60));
        VideoFacts facts = video.facts();
        assertThat(facts.codec()).isEqualTo("h264");
        assertThat(facts.container()).isEqualTo("mp4");
        assertThat(facts.width()).isEqualTo(160);
        assertThat(facts.height()).isEqualTo(120);
        assertThat(facts.frames()).isEqualTo(60);
        assertThat(facts.rotationDegrees()).isZero();
        assertThat(facts.bitDepth()).isEqualTo(8);
        assertThat(facts.audioPresent()).isFalse();
        assertThat(facts.hdr()).isFalse();
        assertThat(facts.notes()).isEmpty();
        for (int i = 0; i < 60; i++) {
            assertThat(video.times().presentationNanos()[i]).isEqualTo(i * 1_000_000_000L / 30);
        }
        assertThat(video.times().keyframe()[0]).isTrue();
        assertThat(video.times().keyframe()[1]).isFalse();
        assertThat(video.times().variableRate()).isFalse();
    }

    @Test
    void a_variable_rate_stays_variable_and_is_noted() throws Exception {
        var video = accepted(clips().variable("variable.mp4"));
        assertThat(video.times().variableRate()).isTrue();
        assertThat(video.times().gaps(100_000_000)).hasSize(1);
        assertThat(video.facts().notes()).extracting(VideoNote::code).containsExactly("video-variable-rate");
    }

    @Test
    void a_browser_recording_without_a_duration_is_read() throws Exception {
        Path webm = clips().make(
                        "live.webm",
                        concat(
                                Clips.source(30),
                                "-c:v",
                                "libvpx",
                                "-deadline",
                                "realtime",
                                "-b:v",
                                "300k",
                                "-live",
                                "1",
                                "-f",
                                "webm"));
        var video = accepted(webm);
        assertThat(video.facts().container()).isEqualTo("webm");
        assertThat(video.facts().frames()).isEqualTo(30);
        assertThat(video.facts().notes()).extracting(VideoNote::code).containsExactly("video-length-unsaid");
    }

    @Test
    void a_webm_that_is_shorter_than_it_says_is_noted() throws Exception {
        Path webm = clips().make("whole.webm", concat(Clips.source(60), "-c:v", "libvpx", "-b:v", "300k"));
        assertThat(accepted(webm).facts().notes()).isEmpty();
        var video = accepted(cut(webm, (int) Files.size(webm) * 2 / 3));
        assertThat(video.facts().frames()).isBetween(10, 59);
        assertThat(video.facts().notes()).extracting(VideoNote::code).containsExactly("video-cut-short");
    }

    @Test
    void capture_time_device_sound_and_rotation_become_facts() throws Exception {
        Path flat = clips().make(
                        "flat.mov",
                        concat(
                                Clips.source(10),
                                "-f",
                                "lavfi",
                                "-i",
                                "sine=duration=0.3",
                                "-c:v",
                                "libopenh264",
                                "-b:v",
                                "1M",
                                "-c:a",
                                "aac",
                                "-movflags",
                                "use_metadata_tags",
                                "-metadata",
                                "com.apple.quicktime.model=iPhone 15 Pro",
                                "-metadata",
                                "com.apple.quicktime.creationdate=2026-03-01T10:00:00+0200"));
        Path turned = clips().make(
                        "turned.mov",
                        "-display_rotation",
                        "-90",
                        "-i",
                        flat.toString(),
                        "-c",
                        "copy",
                        "-movflags",
                        "use_metadata_tags");
        VideoFacts facts = accepted(turned).facts();
        assertThat(facts.rotationDegrees()).isEqualTo(90);
        assertThat(facts.shownWidth()).isEqualTo(120);
        assertThat(facts.audioPresent()).isTrue();
        assertThat(facts.deviceClass()).contains("iPhone 15 Pro");
        assertThat(facts.captureTime()).contains(Instant.parse("2026-03-01T08:00:00Z"));
        assertThat(Mp4File.read(turned).video().orElseThrow().rotationDegrees()).isEqualTo(90);
    }

    @Test
    void ten_bit_hdr_with_rotation_is_told_apart() throws Exception {
        Path flat = clips().make(
                        "hdr.mp4",
                        concat(
                                Clips.source(5),
                                "-c:v",
                                "libsvtav1",
                                "-preset",
                                "12",
                                "-pix_fmt",
                                "yuv420p10le",
                                "-vf",
                                "setparams=color_primaries=bt2020:color_trc=arib-std-b67:colorspace=bt2020nc"));
        Path turned = clips().make("hdr90.mp4", "-display_rotation", "90", "-i", flat.toString(), "-c", "copy");
        VideoFacts facts = accepted(turned).facts();
        assertThat(facts.hdr()).isTrue();
        assertThat(facts.bitDepth()).isEqualTo(10);
        assertThat(facts.rotationDegrees()).isEqualTo(270);
    }

    @Test
    void an_empty_file_is_refused() throws Exception {
        assertRefused(Files.write(folder.resolve("empty.mp4"), new byte[0]), "video-empty");
    }

    @Test
    void text_that_was_renamed_is_refused() throws Exception {
        assertRefused(
                Files.writeString(folder.resolve("text.mp4"), "this is not a video at all\n"), "video-not-recognised");
    }

    @Test
    void an_mp4_cut_before_its_index_is_refused() throws Exception {
        assertRefused(cut(clips().steady("whole.mp4", 30), 5000), "video-cut-without-index");
    }

    @Test
    void a_fragmented_mp4_cut_short_gives_the_frames_that_are_there() throws Exception {
        Path whole = clips().steady("whole.mp4", 90);
        Path fragmented = clips().make(
                        "fragmented.mp4",
                        "-i",
                        whole.toString(),
                        "-c",
                        "copy",
                        "-movflags",
                        "frag_keyframe+empty_moov");
        var video = accepted(cut(fragmented, (int) Files.size(fragmented) * 2 / 3));
        assertThat(video.facts().frames()).isBetween(30, 80);
        assertThat(video.facts().notes()).extracting(VideoNote::code).contains("video-cut-short");
    }

    @Test
    void a_sound_file_is_refused() throws Exception {
        assertRefused(
                clips().make("sound.mp4", "-f", "lavfi", "-i", "sine=duration=0.3", "-c:a", "aac"),
                "video-without-picture");
    }

    @Test
    void a_video_without_frames_or_with_one_is_refused() throws Exception {
        assertRefused(clips().make("one.mp4", concat(Clips.source(1), "-c:v", "libopenh264")), "video-single-frame");
        assertRefused(fault(SyntheticFault.NO_FRAMES), "video-without-frames");
    }

    @Test
    void an_absurd_picture_is_refused_before_it_is_decoded() throws Exception {
        Path file = clips().make(
                        "wide.webm", "-f", "lavfi", "-i", "color=size=16000x16:rate=30:duration=0.1", "-c:v", "libvpx");
        assertRefused(file, "video-too-large-picture");
        assertRefused(fault(SyntheticFault.ABSURD_SIZE), "video-too-large-picture");
    }

    @Test
    void an_unknown_codec_is_refused() throws Exception {
        assertRefused(clips().make("jpeg.mov", concat(Clips.source(5), "-c:v", "mjpeg")), "video-codec-unsupported");
    }

    @Test
    void times_that_go_backwards_are_refused() throws Exception {
        Path webm = clips().make(
                        "back.webm",
                        concat(Clips.source(30), "-c:v", "libvpx", "-deadline", "realtime", "-b:v", "300k"));
        byte[] bytes = Files.readAllBytes(webm);
        // A SimpleBlock of track 1: a3, size, 81, then its time as a signed 16-bit number. Turn a late one into zero.
        int block = indexOf(bytes, new byte[] {(byte) 0x81, 0x02, (byte) 0x9b}); // 667 ms, frame 20
        bytes[block + 1] = 0;
        bytes[block + 2] = 0;
        assertRefused(Files.write(folder.resolve("backwards.webm"), bytes), "video-times-backwards");
        assertRefused(fault(SyntheticFault.TIMES_BACKWARDS), "video-times-backwards");
    }

    @Test
    void a_trimmed_film_in_fragments_does_not_go_backwards() throws Exception {
        Path trimmed = clips().make(
                        "trimmed.mp4",
                        "-ss",
                        "0.3",
                        "-i",
                        clips().steady("whole.mp4", 90).toString(),
                        "-c",
                        "copy",
                        "-movflags",
                        "frag_keyframe+delay_moov");
        assertThat(accepted(trimmed).facts().frames()).isGreaterThan(70);
    }

    @Test
    void real_clips_are_read_as_they_are_known() throws Exception {
        Path samples = Path.of("../../shared/samples/video");
        assumeThat(samples).isDirectory();
        var cosmos = accepted(samples.resolve("cosmos_curate_clip_10s.mp4"));
        assertThat(cosmos.facts().frames()).isEqualTo(240);
        var egoblur = accepted(samples.resolve("egoblur_gen1_test.mp4")); // with B-frames
        assertThat(egoblur.facts().frames()).isEqualTo(600);
        assertThat(egoblur.times().presentationNanos()[599]).isEqualTo(599 * 1_000_000_000L / 30);
    }

    private ProbeResult.Video accepted(Path file) throws IOException, InterruptedException {
        ProbeResult result = probe.probe(file, folder);
        assertThat(result).isInstanceOf(ProbeResult.Video.class);
        return (ProbeResult.Video) result;
    }

    private Path fault(SyntheticFault fault) throws IOException, InterruptedException {
        return SyntheticFaults.seeded(3).write(fault, folder);
    }

    private void assertRefused(Path file, String... codes) throws IOException, InterruptedException {
        assertThat(probe.probe(file, folder)).isInstanceOfSatisfying(ProbeResult.Refused.class, refused -> {
            assertThat(refused.code()).isIn((Object[]) codes);
            assertThat(refused.message()).isNotBlank();
        });
    }

    private Path cut(Path file, int length) throws IOException {
        return Files.write(
                folder.resolve("cut-" + file.getFileName()), Arrays.copyOf(Files.readAllBytes(file), length));
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(new String(wanted, StandardCharsets.ISO_8859_1));
    }

    private static String[] concat(String[] first, String... rest) {
        String[] all = Arrays.copyOf(first, first.length + rest.length);
        System.arraycopy(rest, 0, all, first.length, rest.length);
        return all;
    }

    private Clips clips() {
        return new Clips(folder);
    }
}
