package dev.firsthand.recording.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.recording.video.FfmpegPrograms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// That each bad file is bad in the way that its name says, as seen by another program.
class SyntheticFaultsTest {
    @TempDir
    Path folder;

    @Test
    void files_without_an_index_and_files_that_are_no_film_are_not_opened() throws Exception {
        assertThat(probed(SyntheticFault.EMPTY_FILE)).contains("Invalid data");
        assertThat(probed(SyntheticFault.TEXT_NAMED_MP4)).contains("Invalid data");
        assertThat(probed(SyntheticFault.MP4_WITHOUT_INDEX)).contains("moov atom not found");
    }

    @Test
    void a_fragmented_film_that_was_cut_still_gives_frames() throws Exception {
        assertThat(frames(SyntheticFault.FRAGMENTED_MP4_CUT)).isBetween(30, 110);
    }

    @Test
    void a_browsers_film_has_no_duration() throws Exception {
        assertThat(probed(SyntheticFault.WEBM_WITHOUT_DURATION))
                .contains("duration=N/A")
                .contains("matroska,webm");
    }

    @Test
    void the_hdr_films_have_ten_bits_wide_colours_and_a_rotation() throws Exception {
        assertThat(probed(SyntheticFault.AV1_HDR_ROTATED))
                .contains("yuv420p10le", "smpte2084", "bt2020", "rotation=-90");
        assertThat(probed(SyntheticFault.HEVC_HDR_ROTATED))
                .contains("codec_name=hevc", "Main 10", "yuv420p10le", "arib-std-b67", "bt2020", "rotation=-90");
    }

    @Test
    void another_program_decodes_our_hevc_without_complaint_and_sees_its_frame_numbers() throws Exception {
        Path file = SyntheticFaults.seeded(2).write(SyntheticFault.HEVC_HDR_ROTATED, folder);
        Path gray = folder.resolve("gray");

        Process process = new ProcessBuilder(
                        FfmpegPrograms.bundled().ffmpeg().toString(),
                        "-nostdin",
                        "-v",
                        "error",
                        "-noautorotate",
                        "-i",
                        file.toString(),
                        "-vf",
                        "extractplanes=y,format=gray",
                        "-f",
                        "rawvideo",
                        gray.toString())
                .redirectErrorStream(true)
                .start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        byte[] frames = Files.readAllBytes(gray);
        assertThat(frames).hasSize(18 * 320 * 256);
        for (int i = 0; i < 18; i++) {
            byte[] frame = Arrays.copyOfRange(frames, i * 320 * 256, (i + 1) * 320 * 256);
            assertThat(FrameBarcode.read(frame, 320, 256)).hasValue(i);
        }
    }

    @Test
    void there_are_films_of_no_frame_and_of_one() throws Exception {
        assertThat(frames(SyntheticFault.NO_FRAMES)).isZero();
        assertThat(probed(SyntheticFault.NO_FRAMES)).contains("codec_type=video");
        assertThat(frames(SyntheticFault.ONE_FRAME)).isEqualTo(1);
    }

    @Test
    void the_absurd_film_says_its_size_in_boxes_and_in_the_parameter_set() throws Exception {
        assertThat(probed(SyntheticFault.ABSURD_SIZE)).contains("width=16000", "height=16000");
    }

    @Test
    void the_clocks_of_two_films_go_backwards() throws Exception {
        assertThat(backwardsSteps(SyntheticFault.TIMES_BACKWARDS)).isPositive();
        assertThat(backwardsSteps(SyntheticFault.WEBM_TIMES_BACKWARDS)).isPositive();
    }

    private int backwardsSteps(SyntheticFault fault) throws IOException, InterruptedException {
        Path file = SyntheticFaults.seeded(2).write(fault, folder);
        double last = -1;
        int steps = 0;
        for (String line : run("-show_entries", "packet=pts_time", "-of", "csv=p=0", file.toString())
                .lines()
                .toList()) {
            if (line.matches("[0-9.]+,?")) {
                double time = Double.parseDouble(line.replace(",", ""));
                steps += time < last ? 1 : 0;
                last = time;
            }
        }
        return steps;
    }

    @Test
    void a_demonstrations_action_is_the_next_state_and_moves_without_a_jump() {
        var demonstration = SyntheticDemonstration.seeded(3, 120, 30);

        assertThat(demonstration.frames()).isEqualTo(120);
        for (int i = 0; i < demonstration.state().length - 6; i++) {
            assertThat(demonstration.action()[i]).isEqualTo(demonstration.state()[i + 6]);
            assertThat(Math.abs(demonstration.state()[i + 6] - demonstration.state()[i]))
                    .isLessThan(0.05f);
        }
        assertThat(SyntheticDemonstration.seeded(3, 120, 30).state()).isEqualTo(demonstration.state());
    }

    private int frames(SyntheticFault fault) throws IOException, InterruptedException {
        Path file = SyntheticFaults.seeded(2).write(fault, folder);
        return (int) run("-show_entries", "packet=pts", "-of", "csv=p=0", file.toString())
                .lines()
                .filter(line -> line.matches("[0-9]+,?"))
                .count();
    }

    private String probed(SyntheticFault fault) throws IOException, InterruptedException {
        Path file = SyntheticFaults.seeded(2).write(fault, folder);
        assertThat(Files.exists(file)).isTrue();
        return run("-show_streams", "-show_format", file.toString());
    }

    private static String run(String... words) throws IOException, InterruptedException {
        var line = new java.util.ArrayList<>(
                java.util.List.of(FfmpegPrograms.bundled().ffprobe().toString(), "-v", "error"));
        line.addAll(java.util.List.of(words));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
