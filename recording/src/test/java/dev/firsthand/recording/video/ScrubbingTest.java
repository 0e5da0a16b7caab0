package dev.firsthand.recording.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.firsthand.recording.mp4.Leak;
import dev.firsthand.recording.mp4.LeakScan;
import dev.firsthand.recording.mp4.MediaException;
import dev.firsthand.recording.mp4.Mp4File;
import dev.firsthand.recording.mp4.Mp4Track;
import dev.firsthand.recording.mp4.TinyMp4;
import dev.firsthand.recording.synthetic.SyntheticFault;
import dev.firsthand.recording.synthetic.SyntheticFaults;
import dev.firsthand.recording.video.ScrubResult.EncodedAgain;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScrubbingTest {
    private static final String PLACE = "+52.5163+013.3777/";

    @TempDir
    Path folder;

    private final FfmpegPrograms programs = FfmpegPrograms.bundled();

    @Test
    void nothing_of_a_planted_place_is_left() throws Exception {
        Path planted = planted();
        assertThat(text(planted)).contains(PLACE);
        assertThat(LeakScan.scan(planted))
                .extracting(Leak::code)
                .contains("leak-box", "leak-coded-message", "leak-track");

        var scrubbed = scrubbed(planted);

        assertThat(scrubbed.encodedAgain()).isEmpty();
        assertThat(LeakScan.scan(scrubbed.file())).isEmpty();
        assertThat(text(scrubbed.file())).doesNotContain(PLACE, "loci", "udta", "uuid", "secret", "Lavc", "Lavf");
        assertThat(scrubbed.times().size()).isEqualTo(30);
    }

    @Test
    void a_plain_copy_still_holds_the_place_in_a_binary_box() throws Exception {
        Path copy = new Clips(folder).make("copy.mp4", "-i", planted().toString(), "-map", "0:v:0", "-c", "copy");
        assertThat(LeakScan.scan(copy)).extracting(Leak::place).contains("moov/udta");
    }

    @Test
    void the_times_of_a_variable_rate_are_kept_to_the_nanosecond() throws Exception {
        Path video = new Clips(folder).variable("variable.mp4");
        var scrubbed = scrubbed(video);
        assertThat(scrubbed.times().presentationNanos())
                .isEqualTo(probe(video).times().presentationNanos());
        assertThat(LeakScan.scan(scrubbed.file())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"libvpx-vp9", "libsvtav1"})
    void other_codecs_that_mp4_holds_are_copied(String encoder) throws Exception {
        Path video = new Clips(folder)
                .make(
                        "other.webm",
                        "-f",
                        "lavfi",
                        "-i",
                        "testsrc=size=160x120:rate=30:duration=0.5",
                        "-c:v",
                        encoder,
                        "-b:v",
                        "300k",
                        "-g",
                        "15");
        var scrubbed = scrubbed(video);
        assertThat(scrubbed.encodedAgain()).isEmpty();
        assertThat(scrubbed.times().presentationNanos())
                .isEqualTo(probe(video).times().presentationNanos());
        assertThat(LeakScan.scan(scrubbed.file())).isEmpty();
    }

    @Test
    void a_browser_recording_in_vp8_is_encoded_again_with_its_own_times() throws Exception {
        Path video = new Clips(folder)
                .make(
                        "browser.webm",
                        "-f",
                        "lavfi",
                        "-i",
                        "testsrc=size=160x120:rate=30:duration=0.5",
                        "-c:v",
                        "libvpx",
                        "-deadline",
                        "realtime",
                        "-b:v",
                        "300k");
        var scrubbed = scrubbed(video);
        assertThat(scrubbed.encodedAgain()).contains(EncodedAgain.CODEC);
        assertThat(Mp4File.read(scrubbed.file()).video().orElseThrow().codec()).isEqualTo("avc1");
        assertThat(LeakScan.scan(scrubbed.file())).isEmpty();
    }

    @Test
    void ten_bit_hevc_of_a_phone_is_copied_without_its_messages() throws Exception {
        Path phone = resource("hlg.mov");
        ProbeResult.Video probed = probe(phone);
        assertThat(probed.facts().hdr()).isTrue();
        assertThat(probed.facts().rotationDegrees()).isEqualTo(90);
        assertThat(probed.facts().deviceClass()).contains("Test Phone");
        assertThat(text(phone)).contains("x265");

        var scrubbed = scrubbed(phone);

        assertThat(scrubbed.encodedAgain()).isEmpty();
        assertThat(LeakScan.scan(scrubbed.file())).isEmpty();
        assertThat(text(scrubbed.file())).doesNotContain("x265", "52.5163", "Phone");
        Mp4Track track = Mp4File.read(scrubbed.file()).video().orElseThrow();
        assertThat(track.codec()).isEqualTo("hvc1");
        assertThat(track.rotationDegrees()).isEqualTo(90);
        assertThat(track.colourTransfer()).isEqualTo(18);
        Path proxy = folder.resolve("proxy.mp4");
        new ProxyRendering(programs).render(scrubbed.file(), proxy);
        assertThat(Mp4File.read(proxy).video().orElseThrow().width()).isEqualTo(64);
    }

    @Test
    void open_groups_of_pictures_are_encoded_again_because_their_marks_are_messages() throws Exception {
        Path video = resource("opengop.mp4");
        var scrubbed = scrubbed(video);
        assertThat(scrubbed.encodedAgain()).contains(EncodedAgain.KEYFRAMES_WITHOUT_IDR);
        assertThat(scrubbed.times().presentationNanos())
                .isEqualTo(probe(video).times().presentationNanos());
        assertThat(LeakScan.scan(scrubbed.file())).isEmpty();
        assertThat(text(scrubbed.file())).doesNotContain("x264");
    }

    @Test
    void what_was_trimmed_away_does_not_come_along() throws Exception {
        Path whole = new Clips(folder).barCodes("whole.mp4", 60);
        Path trimmed = new Clips(folder).make("trimmed.mp4", "-ss", "0.8", "-i", whole.toString(), "-c", "copy");
        ProbeResult.Video probed = probe(trimmed);
        assertThat(probed.facts().hiddenFrames()).isPositive();

        var scrubbed = scrubbed(trimmed);

        assertThat(scrubbed.encodedAgain()).contains(EncodedAgain.HIDDEN_FRAMES);
        assertThat(Clips.readBarCodes(scrubbed.file()))
                .hasSize(probed.facts().frames())
                .startsWith(24)
                .endsWith(59);
        assertThat(scrubbed.times().presentationNanos())
                .isEqualTo(probed.times().presentationNanos());
    }

    @Test
    void pictures_that_cannot_be_decoded_are_told_to_their_owner() throws Exception {
        Path damaged = SyntheticFaults.seeded(3).write(SyntheticFault.DAMAGED_PICTURES, folder);
        Path scrubbed = scrubbed(damaged).file();
        assertThatThrownBy(() -> new ProxyRendering(programs).render(scrubbed, folder.resolve("proxy.mp4")))
                .isInstanceOfSatisfying(
                        MediaException.class, fault -> assertThat(fault.code()).isEqualTo("proxy-frames-differ"))
                .hasMessageContaining("upload it again");
    }

    @Test
    void the_turn_of_the_picture_stays() throws Exception {
        Clips clips = new Clips(folder);
        Path flat = clips.steady("flat.mp4", 10);
        Path turned = clips.make("turned.mp4", "-display_rotation", "-90", "-i", flat.toString(), "-c", "copy");
        var scrubbed = scrubbed(turned);
        assertThat(Mp4File.read(scrubbed.file()).video().orElseThrow().rotationDegrees())
                .isEqualTo(90);
        assertThat(LeakScan.scan(scrubbed.file())).isEmpty();
    }

    @Test
    void real_clips_come_out_clean_with_their_times() throws Exception {
        Path samples = Path.of("../../shared/samples/video");
        assumeThat(samples).isDirectory();
        for (String name : List.of("cosmos_curate_clip_10s.mp4", "egoblur_gen1_test.mp4", "egoblur_gen2_face.mp4")) {
            var scrubbed = scrubbed(samples.resolve(name));
            assertThat(LeakScan.scan(scrubbed.file())).as(name).isEmpty();
            assertThat(scrubbed.encodedAgain()).as(name).isEmpty();
        }
    }

    @Test
    void bytes_that_no_sample_owns_are_a_leak() throws Exception {
        Path clean = scrubbed(new Clips(folder).steady("steady.mp4", 10)).file();
        byte[] bytes = Files.readAllBytes(clean);
        Path appended = Files.write(
                folder.resolve("appended.mp4"),
                TinyMp4.joined(bytes, TinyMp4.box("mdat", PLACE.getBytes(StandardCharsets.US_ASCII))));
        assertThat(LeakScan.scan(appended)).extracting(Leak::code).containsExactly("leak-unowned-bytes");
        Path free = Files.write(
                folder.resolve("free.mp4"),
                TinyMp4.joined(bytes, TinyMp4.box("free", PLACE.getBytes(StandardCharsets.US_ASCII))));
        assertThat(LeakScan.scan(free)).extracting(Leak::code).containsExactly("leak-hidden-bytes");
        assertThat(LeakScan.scan(Files.write(folder.resolve("no.mp4"), new byte[40])))
                .extracting(Leak::code)
                .containsExactly("leak-unreadable");
    }

    @Test
    void samples_that_lie_elsewhere_leave_the_media_data_unowned() throws Exception {
        Path vp9 = new Clips(folder)
                .make(
                        "vp9.webm",
                        "-f",
                        "lavfi",
                        "-i",
                        "testsrc=size=160x120:rate=30:duration=0.1",
                        "-c:v",
                        "libvpx-vp9");
        byte[] bytes = Files.readAllBytes(scrubbed(vp9).file());
        var file = ByteBuffer.wrap(bytes);
        int chunks = text(bytes).indexOf("stco") + 12;
        for (int chunk = 0; chunk < file.getInt(chunks - 4); chunk++) {
            file.putInt(chunks + 4 * chunk, file.getInt(chunks + 4 * chunk) - 8);
        }
        Path moved = Files.write(folder.resolve("moved.mp4"), bytes);
        assertThat(LeakScan.scan(moved)).extracting(Leak::code).containsExactly("leak-unowned-bytes");
    }

    @Test
    void a_file_in_fragments_is_never_clean() throws Exception {
        Path clean = scrubbed(new Clips(folder).steady("steady.mp4", 10)).file();
        Path pieces = new Clips(folder)
                .make("pieces.mp4", "-i", clean.toString(), "-c", "copy", "-movflags", "frag_keyframe+empty_moov");
        assertThat(LeakScan.scan(pieces)).extracting(Leak::code).containsExactly("leak-unreadable");
    }

    /// A place in `loci`, in `udta/©xyz`, in a `uuid` box, in a text track and in an SEI message.
    private Path planted() throws Exception {
        Clips clips = new Clips(folder);
        Path words = Files.writeString(
                folder.resolve("words.srt"), "1\n00:00:00,000 --> 00:00:00,900\nsecret " + PLACE + "\n");
        // The SEI is put in as user data (UUID and text) with FFmpeg's own filter.
        Path tagged = clips.make(
                "tagged.mp4",
                "-f",
                "lavfi",
                "-i",
                "testsrc=size=160x120:rate=30:duration=1",
                "-i",
                words.toString(),
                "-c:v",
                "libopenh264",
                "-b:v",
                "500k",
                "-g",
                "10",
                "-c:s",
                "mov_text",
                "-metadata",
                "location=" + PLACE,
                "-metadata",
                "title=secret",
                "-bsf:v",
                "h264_metadata=sei_user_data=086f3693-b7b3-4f2c-9653-21492feee5b8+secret" + PLACE);
        byte[] bytes = Files.readAllBytes(tagged);
        byte[] xyz = TinyMp4.box(
                "udta",
                TinyMp4.box(
                        "\u00a9xyz",
                        TinyMp4.shorts(PLACE.length(), 0x15c7),
                        PLACE.getBytes(StandardCharsets.US_ASCII)));
        byte[] uuid = TinyMp4.box("uuid", new byte[16], ("secret" + PLACE).getBytes(StandardCharsets.US_ASCII));
        int moov = text(tagged).indexOf("moov") - 4;
        int length = ByteBuffer.wrap(bytes).getInt(moov);
        assertThat(moov + length).as("the index is last").isEqualTo(bytes.length);
        ByteBuffer.wrap(bytes).putInt(moov, length + xyz.length);
        return Files.write(folder.resolve("planted.mp4"), TinyMp4.joined(bytes, xyz, uuid));
    }

    private ScrubResult.Scrubbed scrubbed(Path video) throws Exception {
        ScrubResult result = new Scrubbing(programs).scrub(video, probe(video), folder.resolve("scrubbed.mp4"));
        assertThat(result).isInstanceOf(ScrubResult.Scrubbed.class);
        return (ScrubResult.Scrubbed) result;
    }

    private ProbeResult.Video probe(Path video) throws Exception {
        return (ProbeResult.Video) new VideoProbe(programs).probe(video, folder);
    }

    private static Path resource(String name) throws Exception {
        return Path.of(ScrubbingTest.class.getResource("/video/" + name).toURI());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String text(Path file) throws Exception {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
