package dev.firsthand.recording.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.firsthand.recording.live.LiveTake.Wish;
import dev.firsthand.recording.mocap.BodyMap;
import dev.firsthand.recording.mocap.BodyPart;
import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.mocap.Motion;
import dev.firsthand.recording.mocap.MotionFiles;
import dev.firsthand.recording.mocap.Pose;
import dev.firsthand.recording.mocap.UnreadableMotion;
import dev.firsthand.streams.mcap.McapFormatException;
import dev.firsthand.streams.mcap.McapLimits;
import dev.firsthand.streams.mcap.McapRecord;
import dev.firsthand.streams.mcap.McapRecordStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveTakeTest {
    private static final Wish ROKOKO = new Wish(LiveSource.ROKOKO, 1, 60);
    private static final Wish VMC = new Wish(LiveSource.VMC, 1, 60);
    private static final long STEP_NANOS = Math.round(1e9 * Sender.STEP_SECONDS);

    @TempDir
    private Path folder;

    @Test
    void a_take_of_rokoko_becomes_a_body_that_walks_forward_at_its_own_size() throws Exception {
        Motion.Body body = body(ROKOKO, Sender::rokoko, 120);

        assertThat(body.report().lossy()).isFalse();
        Clip clip = body.clip();
        assertThat(clip.frames()).isEqualTo(120);
        assertThat(clip.framesPerSecond()).isCloseTo(60, within(0.01));
        BodyMap map = BodyMap.of(clip.skeleton());
        assertThat(map.whole()).isTrue();
        Pose pose = new Pose(clip);
        double from = pose.at(0).x(map.at(BodyPart.HIPS));
        assertThat(pose.at(119).x(map.at(BodyPart.HIPS)) - from).isCloseTo(119.0 / 60, within(1e-3));
        assertThat(pose.y(map.at(BodyPart.LEFT_HAND))).isCloseTo(0.73, within(1e-3));
        assertThat(pose.z(map.at(BodyPart.HEAD)) - pose.z(map.at(BodyPart.LEFT_FOOT)))
                .isCloseTo(1.52, within(1e-3));
    }

    @Test
    void a_take_of_vmc_adds_up_its_bones_and_brings_the_right_arm_down() throws Exception {
        Clip clip = body(VMC, Sender::vmc, 122).clip();

        assertThat(clip.frames())
                .as("without the first and the last, whose end nobody saw")
                .isEqualTo(120);
        BodyMap map = BodyMap.of(clip.skeleton());
        Pose pose = new Pose(clip).at(119);
        assertThat(pose.z(map.at(BodyPart.LEFT_HAND)) - pose.z(map.at(BodyPart.HIPS)))
                .isCloseTo(0.5, within(1e-3));
        double down = 0.53 * Math.sin(Math.toRadians(80));
        assertThat(pose.z(map.at(BodyPart.RIGHT_HAND)) - pose.z(map.at(BodyPart.HIPS)))
                .isCloseTo(0.5 - down, within(1e-3));
        assertThat(pose.y(map.at(BodyPart.RIGHT_HAND))).isNegative();
    }

    @Test
    void packed_datagrams_say_the_same_as_plain_ones() throws Exception {
        Path plain = take(ROKOKO, "plain.csv", Sender::rokoko, 30, true);
        Path packed = take(
                ROKOKO,
                "packed.csv",
                frame -> {
                    try {
                        return Sender.lz4(Sender.rokoko(frame));
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                },
                30,
                true);

        assertThat(packed).hasSameBinaryContentAs(plain);
    }

    @Test
    void what_came_before_a_kill_can_be_read_in_every_format() throws Exception {
        Path bvh = take(ROKOKO, "killed.bvh", Sender::rokoko, 200, false);
        Motion.Body body = (Motion.Body) MotionFiles.read(bvh);
        assertThat(body.clip().frames()).isEqualTo(199);
        assertThat(body.report().decisions()).anyMatch(one -> one.code().equals("frame-count"));

        Path csv = take(ROKOKO, "killed.csv", Sender::rokoko, 200, false);
        assertThat(Files.readAllLines(csv)).hasSize(201);

        Path mcap = take(ROKOKO, "killed.mcap", Sender::rokoko, 200, false);
        assertThat(messages(mcap)).as("all but the last second").hasSizeBetween(140, 200);
    }

    @Test
    void both_times_are_kept_also_where_datagrams_are_late_and_lost() throws Exception {
        Path mcap = folder.resolve("late.mcap");
        Path csv = folder.resolve("late.csv");
        for (Path path : List.of(mcap, csv)) {
            try (LiveTake take = LiveTake.into(path, ROKOKO)) {
                for (int frame = 0; frame < 100; frame++) {
                    if (frame < 40 || frame >= 43) {
                        long late = frame == 50 ? 300_000_000 : 0;
                        take.hear(ByteBuffer.wrap(Sender.rokoko(frame)), 5_000_000_000L + frame * STEP_NANOS + late);
                    }
                }
                take.finish();
                assertThat(take.course().lost()).isEqualTo(3);
                assertThat(take.course().gaps()).isEqualTo(1);
                assertThat(take.course().joints()).isEqualTo(21);
            }
        }
        McapRecord.Message late = messages(mcap).get(47);
        assertThat(late.publishTimeNanos()).isCloseTo(50 * STEP_NANOS, within(1_000L));
        assertThat(late.logTimeNanos()).isCloseTo(50 * STEP_NANOS + 300_000_000, within(1_000L));
        String[] cells = Files.readAllLines(csv).get(48).split(",", -1);
        assertThat(Long.parseLong(cells[0])).isCloseTo(50 * STEP_NANOS + 300_000_000, within(1_000L));
        assertThat(Long.parseLong(cells[1])).isCloseTo(50 * STEP_NANOS, within(1_000L));
    }

    @Test
    void what_came_is_on_the_disk_a_second_later_also_where_nothing_follows() throws Exception {
        Path mcap = folder.resolve("pause.mcap");
        try (LiveTake take = LiveTake.into(mcap, ROKOKO)) {
            for (int frame = 0; frame < 10; frame++) {
                take.hear(ByteBuffer.wrap(Sender.rokoko(frame)), frame * STEP_NANOS);
            }
            take.flush();

            assertThat(messages(mcap)).hasSize(10);
        }
    }

    @Test
    void a_bone_whose_datagram_was_lost_is_not_made_up() throws Exception {
        Path csv = take(
                VMC,
                "holes.csv",
                frame -> frame == 10
                        ? Sender.bundle(List.of(Sender.osc("/VMC/Ext/Bone/Pos", "Hips", 0f, 1f, 0f, 0f, 0f, 0f, 1f)))
                        : Sender.vmc(frame),
                20,
                true);

        List<String> lines = Files.readAllLines(csv);
        assertThat(lines).anyMatch(line -> line.endsWith(",,,,,,,"));
        assertThat(lines.stream().filter(line -> line.endsWith(",,,,,,,"))).hasSize(1);
    }

    @Test
    void what_is_of_no_use_is_counted_by_why() throws IOException {
        try (LiveTake take = LiveTake.unrecorded(ROKOKO)) {
            String good = new String(Sender.rokoko(0), StandardCharsets.UTF_8);
            hear(take, "no JSON");
            hear(take, good.replace("3,0", "2,4"));
            hear(take, good.replace("{\"version\"", "{\"trackers\":[],\"version\""));
            hear(take, good.replace("\"body\"", "\"face\""));
            hear(take, good.replace("\"w\":1", "\"w\":0"));
            hear(take, good.replace("\"x\":0.000000", "\"x\":1e300"));
            hear(take, good);

            assertThat(take.course().moments()).isOne();
            assertThat(take.course().bad())
                    .containsEntry(BadDatagram.MALFORMED, 1L)
                    .containsEntry(BadDatagram.OTHER_VERSION, 2L)
                    .containsEntry(BadDatagram.NO_BODY, 1L)
                    .containsEntry(BadDatagram.NUMBERS, 2L);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0001", "0", "-60", "1e9", "\"NaN\"", "9.9"})
    void a_rate_that_no_suit_has_is_told_and_does_not_become_that_of_the_file(String fps) throws Exception {
        Path path = folder.resolve("take.bvh");
        try (LiveTake take = LiveTake.into(path, ROKOKO)) {
            for (int frame = 0; frame < 120; frame++) {
                String said = new String(Sender.rokoko(frame), StandardCharsets.UTF_8)
                        .replace("\"fps\":60", "\"fps\":" + fps);
                take.hear(ByteBuffer.wrap(said.getBytes(StandardCharsets.UTF_8)), frame * STEP_NANOS);
            }
            take.finish();
            assertThat(take.course().bad()).isEmpty();
            assertThat(take.course().disbelieved()).isEqualTo(fps.equals("0") ? 0 : 120);
        }
        Clip clip = ((Motion.Body) MotionFiles.read(path)).clip();
        assertThat(clip.frames()).isEqualTo(120);
        assertThat(clip.framesPerSecond()).isCloseTo(60, within(0.01));
    }

    @Test
    void no_bytes_break_it_and_each_datagram_is_counted_once() throws IOException {
        var random = new SplittableRandom(77);
        for (Wish wish : List.of(ROKOKO, VMC)) {
            try (LiveTake take = LiveTake.into(folder.resolve(wish.source() + ".bvh"), wish)) {
                for (int i = 0; i < 4_000; i++) {
                    take.hear(ByteBuffer.wrap(spoiled(wish.source(), i, random)), i * STEP_NANOS);
                }
                take.finish();
                assertThat(take.course().datagrams()).isEqualTo(4_000);
                assertThat(take.course().moments()).isPositive();
                assertThat(take.course().bad()).isNotEmpty();
            }
        }
    }

    /// A good datagram of which some bytes are others, or that is cut, or noise.
    private static byte[] spoiled(LiveSource source, int frame, SplittableRandom random) throws IOException {
        byte[] bytes = source == LiveSource.VMC ? Sender.vmc(frame) : Sender.rokoko(frame);
        bytes = source == LiveSource.ROKOKO && random.nextBoolean() ? Sender.lz4(bytes) : bytes;
        for (int n = random.nextInt(4); n > 0; n--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        if (random.nextInt(5) == 0) {
            bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }
        if (random.nextInt(20) == 0) {
            random.nextBytes(bytes);
        }
        return bytes;
    }

    @Test
    void a_packed_datagram_that_would_fill_the_memory_is_refused() throws IOException {
        try (LiveTake take = LiveTake.unrecorded(ROKOKO)) {
            byte[] bomb = Sender.lz4(new byte[12 << 20]);
            assertThat(bomb).hasSizeLessThan(LiveTake.DATAGRAM_BYTES_MAX);

            take.hear(ByteBuffer.wrap(bomb), 0);

            assertThat(take.course().bad()).containsOnlyKeys(BadDatagram.TOO_LARGE);
        }
    }

    @Test
    void a_blob_longer_than_any_datagram_is_counted_as_malformed() throws IOException {
        ByteBuffer message = ByteBuffer.allocate(12).put("/x\0\0,b\0\0".getBytes(StandardCharsets.US_ASCII));
        try (LiveTake take = LiveTake.unrecorded(VMC)) {
            take.hear(message.putInt(Integer.MAX_VALUE).flip(), 0);

            assertThat(take.course().bad()).containsOnlyKeys(BadDatagram.MALFORMED);
        }
    }

    @Test
    void bundles_in_bundles_end_somewhere() throws IOException {
        byte[] nested = Sender.vmc(0);
        while (nested.length < 60_000) {
            nested = Sender.bundle(List.of(nested));
        }
        try (LiveTake take = LiveTake.unrecorded(VMC)) {
            take.hear(ByteBuffer.wrap(nested), 0);

            assertThat(take.course().bad()).containsOnlyKeys(BadDatagram.MALFORMED);
        }
    }

    @Test
    void a_sender_that_begins_anew_goes_on_in_the_same_take() throws Exception {
        Path bvh = take(ROKOKO, "loop.bvh", frame -> Sender.rokoko(frame % 50), 100, true);

        assertThat(((Motion.Body) MotionFiles.read(bvh)).clip().frames()).isEqualTo(100);
    }

    @Test
    void a_file_that_is_there_stays_and_one_into_which_nothing_came_goes() throws IOException {
        Path there = Files.writeString(folder.resolve("there.bvh"), "mine");
        assertThatThrownBy(() -> LiveTake.into(there, VMC)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(there).hasContent("mine");
        Path nothing = folder.resolve("nothing.mcap");
        try (LiveTake take = LiveTake.into(nothing, VMC)) {
            take.finish();
        }
        assertThat(nothing).doesNotExist();
        assertThat(LiveTake.canBe(Path.of("take.fbx"))).isFalse();
    }

    private static void hear(LiveTake take, String text) throws IOException {
        take.hear(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
    }

    private Motion.Body body(Wish wish, IntFunction<byte[]> sender, int frames) throws IOException, UnreadableMotion {
        return (Motion.Body) MotionFiles.read(take(wish, wish.source() + ".bvh", sender, frames, true));
    }

    private Path take(Wish wish, String name, IntFunction<byte[]> sender, int frames, boolean finish)
            throws IOException {
        Path path = folder.resolve(name);
        try (LiveTake take = LiveTake.into(path, wish)) {
            for (int frame = 0; frame < frames; frame++) {
                take.hear(ByteBuffer.wrap(sender.apply(frame)), 1_000_000_000L + frame * STEP_NANOS);
            }
            if (finish) {
                take.finish();
            }
            assertThat(take.course().bad()).isEmpty();
        }
        return path;
    }

    /// As far as the file goes.
    private static List<McapRecord.Message> messages(Path mcap) throws IOException {
        List<McapRecord.Message> messages = new ArrayList<>();
        try (var stream = McapRecordStream.of(Files.newInputStream(mcap), McapLimits.standard())) {
            for (var next = stream.next(); next.isPresent(); next = stream.next()) {
                if (next.get() instanceof McapRecord.Message message) {
                    messages.add(message);
                }
            }
        } catch (McapFormatException cut) {
            assertThat(cut).hasMessageContaining("ends");
        }
        return messages;
    }
}
