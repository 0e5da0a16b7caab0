package dev.firsthand.recording.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.recording.video.FfmpegPrograms;
import dev.firsthand.streams.sensor.SensorStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyntheticRecordingTest {
    private static final SyntheticPlan SMALL =
            SyntheticPlan.usual().sized(320, 240).lasting(Duration.ofSeconds(4));

    @TempDir
    Path folder;

    @Test
    void every_frame_carries_its_number() throws Exception {
        List<byte[]> frames = decoded(SyntheticRecording.seeded(7, SMALL.lasting(Duration.ofSeconds(1))), SMALL);

        for (int i = 0; i < 30; i++) {
            assertThat(FrameBarcode.read(frames.get(i), 320, 240)).hasValue(i);
        }
        assertThat(frames).hasSize(30);
    }

    @Test
    void the_gyroscope_feels_what_the_picture_shows() throws Exception {
        var recording = SyntheticRecording.seeded(11, SMALL);
        List<byte[]> frames = decoded(recording, SMALL);
        double[] seen = new double[frames.size() - 1];
        double[] felt = new double[frames.size() - 1];
        SensorStream imu = recording.imu();
        for (int i = 0; i < seen.length; i++) {
            seen[i] = GlobalShift.acrossWall(frames.get(i), frames.get(i + 1), SMALL.width(), SMALL.height());
            felt[i] = -recording.focalPixels() * turned(imu, 4, recording.frameNanos(i), recording.frameNanos(i + 1));
        }

        assertThat(correlation(seen, felt)).isGreaterThan(0.97);
        assertThat(slope(felt, seen)).isBetween(0.85, 1.15);
    }

    @Test
    void the_same_seed_gives_the_same_bytes_and_another_seed_others() throws Exception {
        SyntheticPlan plan = SMALL.lasting(Duration.ofSeconds(1));
        byte[] first = video(SyntheticRecording.seeded(3, plan));

        assertThat(video(SyntheticRecording.seeded(3, plan))).isEqualTo(first);
        assertThat(video(SyntheticRecording.seeded(4, plan))).isNotEqualTo(first);
    }

    @Test
    void frames_of_a_variable_rate_come_when_the_clock_says() throws Exception {
        SyntheticPlan plan = SMALL.lasting(Duration.ofSeconds(2)).withVariableRate();
        var recording = SyntheticRecording.seeded(5, plan);
        Path video = folder.resolve("variable.mp4");
        recording.writeVideo(video);

        List<Long> ticks = ticks(video);

        assertThat(ticks).hasSize(recording.frames());
        for (int i = 0; i < ticks.size(); i++) {
            assertThat(Math.round(ticks.get(i) * 1e9 / 90_000)).isEqualTo(recording.frameNanos(i));
        }
        assertThat(ticks.get(3) - ticks.get(2)).isLessThan(ticks.get(2) - ticks.get(1));
        assertThat(ticks.getLast() - ticks.getFirst()).isGreaterThan((ticks.size() - 1) * 3_000L + 10_000);
    }

    @Test
    void a_planted_place_is_in_the_picture_stream_and_in_the_boxes() throws Exception {
        var trace = SyntheticPlan.PlantedTrace.usual();
        SyntheticPlan plan = SMALL.lasting(Duration.ofSeconds(1))
                .withTrace(trace)
                .rotated(90)
                .withTone();

        String text = new String(video(SyntheticRecording.seeded(5, plan)), StandardCharsets.ISO_8859_1);

        assertThat(text)
                .contains("loci")
                .contains("udta")
                .contains("Synthetic Phone 1")
                .contains("mp4a");
        assertThat(text.split(java.util.regex.Pattern.quote(trace.iso6709()), -1))
                .hasSizeGreaterThan(3);
    }

    @Test
    void a_loop_is_repeated_until_the_plan_ends() throws Exception {
        SyntheticPlan plan = SMALL.sized(160, 120).at(5).lasting(Duration.ofSeconds(35));
        Path video = folder.resolve("looped.mp4");

        SyntheticRecording.seeded(5, plan).writeLoopedVideo(video, Duration.ofSeconds(10));

        List<Long> ticks = ticks(video);
        assertThat(ticks).hasSize(175);
        assertThat(ticks.get(174)).isEqualTo(174 * 18_000L);
    }

    private byte[] video(SyntheticRecording recording) throws IOException, InterruptedException {
        Path video = folder.resolve("video.mp4");
        recording.writeVideo(video);
        return Files.readAllBytes(video);
    }

    private List<byte[]> decoded(SyntheticRecording recording, SyntheticPlan plan)
            throws IOException, InterruptedException {
        Path video = folder.resolve("decoded.mp4");
        recording.writeVideo(video);
        Process process = new ProcessBuilder(
                        FfmpegPrograms.bundled().ffmpeg().toString(),
                        "-nostdin",
                        "-loglevel",
                        "error",
                        "-i",
                        video.toString(),
                        "-f",
                        "rawvideo",
                        "-pix_fmt",
                        "gray",
                        "-")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<byte[]> frames = new ArrayList<>();
        try (InputStream in = process.getInputStream()) {
            int size = plan.width() * plan.height();
            for (byte[] frame = in.readNBytes(size); frame.length == size; frame = in.readNBytes(size)) {
                frames.add(frame);
            }
        }
        assertThat(process.waitFor()).isZero();
        return frames;
    }

    private static List<Long> ticks(Path video) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        FfmpegPrograms.bundled().ffprobe().toString(),
                        "-loglevel",
                        "error",
                        "-select_streams",
                        "v",
                        "-show_entries",
                        "packet=pts",
                        "-of",
                        "csv=p=0",
                        video.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<Long> ticks = process.inputReader()
                .lines()
                .map(line -> Long.parseLong(line.replace(",", "").strip()))
                .toList();
        assertThat(process.waitFor()).isZero();
        return ticks;
    }

    /// The angle between two times: the sum of rates times their steps.
    private static double turned(SensorStream imu, int channel, long fromNanos, long toNanos) {
        double angle = 0;
        for (int i = 0; i + 1 < imu.size(); i++) {
            long start = Math.max(fromNanos, imu.timesNanos()[i]);
            long end = Math.min(toNanos, imu.timesNanos()[i + 1]);
            if (end > start) {
                angle += (imu.value(i, channel) + imu.value(i + 1, channel)) / 2 * (end - start) / 1e9;
            }
        }
        return angle;
    }

    private static double correlation(double[] a, double[] b) {
        return covariance(a, b) / Math.sqrt(covariance(a, a) * covariance(b, b));
    }

    private static double slope(double[] x, double[] y) {
        return covariance(x, y) / covariance(x, x);
    }

    private static double covariance(double[] a, double[] b) {
        double meanA = java.util.Arrays.stream(a).average().orElseThrow();
        double meanB = java.util.Arrays.stream(b).average().orElseThrow();
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - meanA) * (b[i] - meanB);
        }
        return sum;
    }
}
