package dev.firsthand.recording.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.mp4.LeakScan;
import dev.firsthand.recording.mp4.Mp4File;
import dev.firsthand.recording.video.FfmpegPrograms;
import dev.firsthand.recording.video.ProxyRendering;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BodyDrawingTest {
    private static final int WIDTH = 480;
    private static final int HEIGHT = 270;

    @TempDir
    Path folder;

    @Test
    void a_drawing_is_a_film_with_every_third_frame_of_a_suit_at_its_own_time() throws Exception {
        var drawing = new BodyDrawing(new Figure(1, 59.94, 121).clip());
        Path film = folder.resolve("drawn.mp4");

        new ProxyRendering(FfmpegPrograms.bundled()).render(drawing, film);

        var track = Mp4File.read(film).video().orElseThrow();
        long[] times = track.frameTimes().presentationNanos();
        assertThat(times).hasSize(41);
        for (int i = 0; i < times.length; i++) {
            assertThat((double) times[i]).isCloseTo(3e9 * i / 59.94, within(6_000.0)); // half a tick
        }
        assertThat(track.frameTimes().keyframeIntervalNanos()).isLessThan(1_500_000_000);
        assertThat(LeakScan.scan(film)).isEmpty();
    }

    @Test
    void slow_takes_lose_no_frame_and_fast_ones_are_thinned_to_twenty_five_a_second() {
        assertThat(new BodyDrawing(new Figure(1, 24, 48).clip()).frames()).isEqualTo(48);
        assertThat(new BodyDrawing(new Figure(1, 25.003, 48).clip()).frames()).isEqualTo(48);
        var fast = new BodyDrawing(new Figure(1, 240, 481).clip());
        assertThat(fast.frames()).isEqualTo(49);
        assertThat(fast.secondsEach()).isCloseTo(1 / 24.0, within(1e-9));
    }

    @Test
    void the_left_hand_is_blue_on_the_viewers_right_and_rises_when_it_is_raised() throws IOException {
        Clip stands = new Figure(1, 30, 2).clip();

        byte[] out = first(stands);
        byte[] up = first(Figure.turned(stands, Figure.LEFT_ARM, Math.toRadians(80)));

        assertThat(columns(out, Colour.LEFT).max().orElseThrow()).isGreaterThan(WIDTH / 4 + 60);
        assertThat(columns(out, Colour.RIGHT).filter(x -> x < WIDTH / 2).min().orElseThrow())
                .isLessThan(WIDTH / 4 - 60);
        assertThat(rows(up, Colour.LEFT).min().orElseThrow())
                .isLessThan(rows(out, Colour.LEFT).min().orElseThrow() - 20);
    }

    @Test
    void a_child_and_a_giant_fill_the_picture_alike() throws IOException {
        byte[] child = first(new Figure(0.6, 30, 2).clip());
        byte[] giant = first(new Figure(1.3, 30, 2).clip());

        long unlike = IntStream.range(0, child.length)
                .filter(i -> child[i] != giant[i])
                .count();
        assertThat(unlike).isLessThan(child.length / 1000);
        assertThat(rows(child, Colour.MIDDLE).min().orElseThrow()).isLessThan(HEIGHT / 5);
    }

    @Test
    void whoever_begins_turned_away_is_drawn_from_the_front_too() throws IOException {
        Clip stands = new Figure(1, 30, 2).clip();
        float[] rotations = stands.rotations().clone();
        for (int f = 0; f < stands.frames(); f++) {
            int hips = 4 * f * stands.skeleton().size();
            rotations[hips + 2] = 1; // half a turn about the axis that points up
            rotations[hips + 3] = 0;
        }

        byte[] away = first(Figure.with(stands, rotations, 0));

        byte[] towards = first(stands);
        assertThat(IntStream.range(0, away.length).filter(i -> away[i] != towards[i]))
                .hasSizeLessThan(away.length / 1000);
    }

    @Test
    void what_was_not_measured_is_not_drawn_and_hurts_nothing() throws IOException {
        Clip stands = new Figure(1, 25, 3).clip();

        byte[] all = drawn(Figure.lost(stands, 1));

        int picture = WIDTH * HEIGHT * 3 / 2;
        assertThat(IntStream.range(picture, picture + WIDTH * HEIGHT).mapToObj(i -> all[i]))
                .doesNotContain(Colour.LEFT.luma(), Colour.RIGHT.luma());
        assertThat(Arrays.copyOfRange(all, 2 * picture, 3 * picture)).isEqualTo(first(stands));
    }

    @Test
    void a_pose_that_a_program_put_before_the_motion_is_not_drawn() throws IOException {
        Clip stands = new Figure(1, 30, 3).clip();
        Clip posed = Figure.turned(stands, Figure.LEFT_ARM, 1);
        float[] rotations = stands.rotations().clone();
        System.arraycopy(
                posed.rotations(), 0, rotations, 0, 4 * stands.skeleton().size());

        assertThat(drawn(Figure.with(stands, rotations, 1))).isEqualTo(drawn(stands));
    }

    @Test
    void numbers_without_sense_are_drawn_in_little_time() throws IOException {
        Clip stands = new Figure(1, 25, 30).clip();
        double[] places = stands.translations().clone();
        for (int i = 0; i < places.length; i++) {
            places[i] *= i % 7 == 0 ? 1e12 : 1e-12;
        }
        var far = new Clip(
                stands.skeleton(),
                stands.frameSeconds(),
                stands.frames(),
                0,
                stands.rotations(),
                stands.movers(),
                places);

        assertThat(drawn(far)).hasSize(30 * WIDTH * HEIGHT * 3 / 2);
        assertThat(drawn(new Figure(1e9, 25, 2).clip())).hasSize(2 * WIDTH * HEIGHT * 3 / 2);
        assertThat(drawn(new Figure(0, 25, 2).clip())).hasSize(2 * WIDTH * HEIGHT * 3 / 2);
    }

    private static byte[] first(Clip clip) throws IOException {
        return Arrays.copyOf(drawn(clip), WIDTH * HEIGHT * 3 / 2);
    }

    private static byte[] drawn(Clip clip) throws IOException {
        var out = new ByteArrayOutputStream();
        new BodyDrawing(clip).writeTo(out);
        return out.toByteArray();
    }

    private static IntStream columns(byte[] picture, Colour colour) {
        return where(picture, colour).map(i -> i % WIDTH);
    }

    private static IntStream rows(byte[] picture, Colour colour) {
        return where(picture, colour).map(i -> i / WIDTH);
    }

    private static IntStream where(byte[] picture, Colour colour) {
        return IntStream.range(0, WIDTH * HEIGHT).filter(i -> picture[i] == colour.luma());
    }
}
