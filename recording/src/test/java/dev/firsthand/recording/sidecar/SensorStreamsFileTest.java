package dev.firsthand.recording.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.recording.sidecar.SensorStreamsFile.ReadResult;
import dev.firsthand.recording.synthetic.SyntheticPlan;
import dev.firsthand.recording.synthetic.SyntheticRecording;
import dev.firsthand.streams.sensor.SensorStream;
import dev.firsthand.streams.time.ClockAlignment;
import dev.firsthand.streams.time.ClockName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SensorStreamsFileTest {
    private static final ClockAlignment ALIGNMENT =
            new ClockAlignment(new ClockName("imu"), ClockName.VIDEO, -120, 50_000_000, ClockAlignment.Method.DECLARED);

    @Test
    void what_was_written_is_read_number_for_number() throws IOException {
        SensorStream imu = imu(Duration.ofSeconds(70)); // more than one piece

        var read = (ReadResult.Streams) read(written(imu));

        assertThat(read.alignments()).containsExactly(ALIGNMENT);
        assertThat(read.streams().getFirst().name()).isEqualTo(imu.name());
        assertThat(read.streams().getFirst().timesNanos()).isEqualTo(imu.timesNanos());
        assertThat(read.streams().getFirst().values()).isEqualTo(imu.values());
    }

    @Test
    void the_same_streams_give_the_same_bytes() throws IOException {
        assertThat(written(imu(Duration.ofSeconds(1)))).isEqualTo(written(imu(Duration.ofSeconds(1))));
    }

    @Test
    void a_file_without_streams_is_a_file() throws IOException {
        var out = new ByteArrayOutputStream();
        SensorStreamsFile.write(out, List.of(), List.of());

        assertThat(((ReadResult.Streams) read(out.toByteArray())).streams()).isEmpty();
    }

    @Test
    void every_cut_and_every_changed_byte_is_noticed() throws IOException {
        byte[] good = written(imu(Duration.ofMillis(500)));
        var random = new SplittableRandom(1);
        for (int i = 0; i < 3_000; i++) {
            byte[] bad = random.nextBoolean() ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
            if (bad.length == good.length) {
                bad[random.nextInt(bad.length)] ^= (byte) (1 + random.nextInt(255));
            }
            assertThat(read(bad)).isInstanceOf(ReadResult.Damaged.class);
        }
    }

    @Test
    void a_count_that_lies_costs_no_memory() throws IOException {
        byte[] good = written(imu(Duration.ofMillis(500)));
        int count = good.length - 4 - 101 * 56 - 4;
        byte[] bad = good.clone();
        bad[count + 1] = 0x2d; // just below the limit of samples

        assertThat(read(bad)).isEqualTo(new ReadResult.Damaged("the file is cut off"));
    }

    @Test
    void the_programs_result_can_be_anything_and_is_still_an_answer() throws IOException {
        var out = new ByteArrayOutputStream();
        var note = new SidecarNote(
                SidecarNote.Level.WARN, "c", ImuTable.STREAM, java.util.Optional.empty(), 1, 2, "ms", "message");
        SidecarResultFile.write(
                out,
                new SidecarResult.Streams(
                        List.of(imu(Duration.ofMillis(100))),
                        List.of(ALIGNMENT),
                        List.of(note),
                        java.util.Optional.of(new CameraIntrinsics(1, 2, 3, 4)),
                        java.util.Optional.of(Path.of("v.mp4"))));
        byte[] good = out.toByteArray();
        assertThat(result(good)).isInstanceOf(SidecarResult.Streams.class);
        var random = new SplittableRandom(2);
        for (int i = 0; i < 3_000; i++) {
            byte[] bad = Arrays.copyOf(good, random.nextInt(4) == 0 ? random.nextInt(good.length) : good.length);
            for (int flips = random.nextInt(4); flips >= 0 && bad.length > 0; flips--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            assertThat(result(bad)).isNotNull();
        }
    }

    private static SidecarResult result(byte[] bytes) throws IOException {
        return SidecarResultFile.read(new ByteArrayInputStream(bytes), Path.of("v.mp4"));
    }

    private static ReadResult read(byte[] bytes) throws IOException {
        return SensorStreamsFile.read(new ByteArrayInputStream(bytes));
    }

    private static byte[] written(SensorStream stream) throws IOException {
        var out = new ByteArrayOutputStream();
        SensorStreamsFile.write(out, List.of(stream), List.of(ALIGNMENT));
        return out.toByteArray();
    }

    private static SensorStream imu(Duration duration) {
        return SyntheticRecording.seeded(3, SyntheticPlan.usual().lasting(duration))
                .imu();
    }
}
