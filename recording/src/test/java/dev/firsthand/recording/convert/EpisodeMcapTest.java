package dev.firsthand.recording.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Message;
import dev.firsthand.recording.convert.EpisodeMcapResult.Refused;
import dev.firsthand.recording.convert.EpisodeMcapResult.Written;
import dev.firsthand.recording.convert.EpisodeRecording.Motion;
import dev.firsthand.recording.mp4.Mp4File;
import dev.firsthand.streams.mcap.McapLimits;
import dev.firsthand.streams.mcap.McapMessage;
import dev.firsthand.streams.mcap.McapReader;
import dev.firsthand.streams.mcap.McapRecord;
import dev.firsthand.streams.mcap.McapRecordStream;
import dev.firsthand.streams.mcap.MessageQuery;
import dev.firsthand.streams.sensor.SensorKind;
import dev.firsthand.streams.sensor.SensorStream;
import dev.firsthand.streams.sensor.StreamName;
import dev.firsthand.streams.time.ClockAlignment;
import dev.firsthand.streams.time.ClockName;
import dev.firsthand.streams.time.TimeSpan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpisodeMcapTest {
    private static final ClockName IMU_CLOCK = new ClockName("imu");
    private static final Path SAMPLE = Path.of("../../shared/samples/video/cosmos_curate_clip_10s.mp4");

    @TempDir
    Path folder;

    @Test
    void everything_in_the_file_stands_in_order_of_time_from_the_first_frame() throws IOException {
        var written = (Written) EpisodeMcap.write(recording(TinyVideo.sound()), output());

        assertThat(written.messagesByTopic())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("/camera/calibration", 1L, "/camera/video", 4L, "/camera-pose", 2L, "/imu", 3L));
        assertThat(written.samplesBeforeStart()).isEqualTo(1);
        assertThat(written.sizeBytes()).isEqualTo(Files.size(output()));
        assertThat(inFileOrder()).isSorted();
        assertThat(messages("/camera/video"))
                .extracting(message -> message.message().logTimeNanos())
                .containsExactly(0L, 33_333_333L, 66_666_666L, 100_000_000L);
        assertThat(messages("/imu"))
                .extracting(message -> message.message().logTimeNanos())
                .containsExactly(2_000_000L, 7_000_000L, 12_000_000L);
    }

    @Test
    void a_span_has_its_own_pictures_from_a_keyframe_and_its_own_samples_at_the_times_of_the_whole()
            throws IOException {
        var span = new TimeSpan(5_000_000, 100_000_000);
        var written = (Written) EpisodeMcap.write(recording(TinyVideo.sound(), span), output());

        assertThat(messages("/camera/video"))
                .extracting(message -> message.message().logTimeNanos())
                .containsExactly(66_666_666L);
        assertThat(messages("/imu"))
                .extracting(message -> message.message().logTimeNanos())
                .containsExactly(7_000_000L, 12_000_000L);
        assertThat(messages("/camera-pose"))
                .extracting(message -> message.message().logTimeNanos())
                .containsExactly(50_000_000L);
        assertThat(messages("/camera/calibration"))
                .extracting(message -> message.message().logTimeNanos())
                .containsExactly(5_000_000L);
        assertThat(written.samplesBeforeStart()).isEqualTo(1);
    }

    @Test
    void the_motion_of_a_body_is_cut_to_the_span_and_its_joints_have_names_that_tell_nobody()
            throws IOException, DescriptorValidationException {
        var motion = Optional.of(new Motion(BodyFramesTest.clip(20), IMU_CLOCK));
        var span = new TimeSpan(10_000_000, 45_000_000);

        var written = (Written) EpisodeMcap.write(recording(TinyVideo.sound(), span, motion), output());

        assertThat(written.messagesByTopic()).containsEntry("/tf", 4L);
        List<McapMessage> moments = messages("/tf");
        assertThat(moments)
                .extracting(message -> message.message().logTimeNanos())
                .containsExactly(12_000_000L, 22_000_000L, 32_000_000L, 42_000_000L);
        assertThat(moments.getFirst().channel().metadata()).containsEntry("clock", "imu");
        List<String> frames = new ArrayList<>();
        for (Object one : (List<?>) Decoded.field(Decoded.message(moments.getFirst()), "transforms")) {
            frames.add(Decoded.field((Message) one, "parent_frame_id") + " "
                    + Decoded.field((Message) one, "child_frame_id"));
        }
        assertThat(frames).containsExactly("suit hips", "hips left_hand", "left_hand left_hand_end");
    }

    @Test
    void the_motion_of_a_body_alone_is_told_on_its_own_clock_and_there_is_no_picture() throws IOException {
        var recording = new EpisodeRecording(
                Optional.empty(),
                List.of(),
                Optional.of(new Motion(BodyFramesTest.clip(20), IMU_CLOCK)),
                List.of(),
                Optional.empty(),
                new TimeSpan(10_000_000, 45_000_000),
                new TreeMap<>(Map.of("episode", "e-2")));

        var written = (Written) EpisodeMcap.write(recording, output());

        assertThat(written.messagesByTopic()).containsExactly(Map.entry("/tf", 4L));
        assertThat(messages("/tf"))
                .extracting(message -> message.message().logTimeNanos())
                .containsExactly(10_000_000L, 20_000_000L, 30_000_000L, 40_000_000L);
    }

    @Test
    void an_episode_without_a_video_and_without_motion_cannot_be_asked_for() {
        assertThatThrownBy(() -> plain(Optional.empty(), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("without a video");
    }

    @Test
    void a_span_that_ends_right_behind_a_frame_time_holds_that_frame() throws IOException {
        long last = Mp4File.read(TinyVideo.sound().writeTo(folder.resolve("whole.mp4")))
                .video()
                .orElseThrow()
                .frameTimes()
                .presentationNanos()[2];
        var recording = recording(TinyVideo.sound(), new TimeSpan(0, last + 1));

        assertThat(EpisodeMcap.write(recording, output())).isInstanceOf(Written.class);

        assertThat(messages("/camera/video")).hasSize(3);
    }

    @Test
    void a_span_without_a_keyframe_has_samples_and_no_picture() throws IOException {
        var span = new TimeSpan(1_000_000, 60_000_000);
        var written = (Written) EpisodeMcap.write(recording(TinyVideo.sound(), span), output());

        assertThat(written.messagesByTopic()).doesNotContainKey("/camera/video").containsEntry("/imu", 3L);
    }

    @Test
    void each_picture_is_one_byte_stream_and_each_keyframe_brings_its_parameter_sets()
            throws IOException, DescriptorValidationException {
        assertThat(EpisodeMcap.write(recording(TinyVideo.sound()), output())).isInstanceOf(Written.class);

        var pictures = new ArrayList<byte[]>();
        for (var message : messages("/camera/video")) {
            var video = Decoded.message(message);
            assertThat(Decoded.field(video, "format")).isEqualTo("h264");
            assertThat(Decoded.field(video, "frame_id")).isEqualTo("camera");
            pictures.add(((ByteString) Decoded.field(video, "data")).toByteArray());
        }
        assertThat(pictures)
                .containsExactly(
                        stream(TinyVideo.SEQUENCE_SET, TinyVideo.PICTURE_SET, TinyVideo.KEY_PICTURE),
                        stream(TinyVideo.OTHER_PICTURE),
                        stream(
                                TinyVideo.DELIMITER,
                                TinyVideo.SEQUENCE_SET,
                                TinyVideo.PICTURE_SET,
                                TinyVideo.KEY_PICTURE),
                        stream(TinyVideo.OTHER_PICTURE, TinyVideo.OTHER_PICTURE));
    }

    @Test
    void schemas_name_all_that_they_need_and_fields_read_back() throws IOException, DescriptorValidationException {
        assertThat(EpisodeMcap.write(recording(TinyVideo.sound()), output())).isInstanceOf(Written.class);

        var pose = Decoded.message(messages("/camera-pose").get(1));
        assertThat(Decoded.field(pose, "parent_frame_id")).isEqualTo("world");
        assertThat(Decoded.field(pose, "child_frame_id")).isEqualTo("camera");
        assertThat(Decoded.field((Message) Decoded.field(pose, "translation"), "y"))
                .isEqualTo(2.5);
        assertThat(Decoded.field((Message) Decoded.field(pose, "rotation"), "w"))
                .isEqualTo(1.0);
        assertThat(Decoded.field((Message) Decoded.field(pose, "timestamp"), "nanos"))
                .isEqualTo(50_000_000);

        var calibration = Decoded.message(messages("/camera/calibration").getFirst());
        assertThat(Decoded.field(calibration, "width")).isEqualTo(64);
        assertThat(Decoded.field(calibration, "K")).isEqualTo(List.of(50.0, 0.0, 32.0, 0.0, 51.0, 24.0, 0.0, 0.0, 1.0));
    }

    @Test
    void an_imu_sample_is_laid_out_as_ros_2_lays_it_out() throws IOException {
        assertThat(EpisodeMcap.write(recording(TinyVideo.sound()), output())).isInstanceOf(Written.class);

        McapMessage sample = messages("/imu").get(1);
        ByteBuffer cdr = sample.message().data().order(ByteOrder.LITTLE_ENDIAN);
        assertThat(sample.schema().orElseThrow().name()).isEqualTo("sensor_msgs/msg/Imu");
        assertThat(cdr.getInt(4)).isZero();
        assertThat(cdr.getInt(8)).isEqualTo(7_000_000);
        assertThat(cdr.getInt(12)).isEqualTo("device".length() + 1);
        int orientation = 4 + 24;
        int gyro = orientation + 8 * (4 + 9);
        int accel = gyro + 8 * (3 + 9);
        assertThat(cdr.getDouble(orientation + 8 * 4)).isEqualTo(-1);
        assertThat(List.of(cdr.getDouble(gyro), cdr.getDouble(gyro + 8), cdr.getDouble(gyro + 16)))
                .containsExactly(2.3, 2.4, 2.5);
        assertThat(List.of(cdr.getDouble(accel), cdr.getDouble(accel + 8), cdr.getDouble(accel + 16)))
                .containsExactly(2.0, 2.1, 2.2);
        assertThat(cdr.limit()).isEqualTo(accel + 8 * (3 + 9));
    }

    @Test
    void the_episode_and_each_clock_are_told_as_metadata() throws IOException {
        assertThat(EpisodeMcap.write(recording(TinyVideo.sound()), output())).isInstanceOf(Written.class);

        try (var reader = McapReader.open(output())) {
            var metadata = new TreeMap<String, Map<String, String>>();
            for (var index : reader.summary().metadata()) {
                metadata.put(index.name(), reader.metadata(index).metadata());
            }
            assertThat(metadata)
                    .containsEntry("episode", new TreeMap<>(Map.of("episode", "e-1")))
                    .containsEntry(
                            "clock/imu",
                            new TreeMap<>(Map.of(
                                    "from", "imu",
                                    "to", "video",
                                    "offset_ns", "2000000",
                                    "bound_ns", "1000000",
                                    "method", "declared")));
        }
    }

    @Test
    void the_same_recording_gives_the_same_bytes() throws IOException {
        var recording = recording(TinyVideo.sound());
        Path other = folder.resolve("other.mcap");
        assertThat(EpisodeMcap.write(recording, output())).isEqualTo(EpisodeMcap.write(recording, other));

        assertThat(output()).hasSameBinaryContentAs(other);
    }

    @Test
    void a_video_that_does_not_fit_is_refused_and_leaves_no_file() throws IOException {
        var refusals = Map.of(
                "mcap-video-not-h264",
                TinyVideo.sound().coded("hvc1"),
                "mcap-video-reordered",
                TinyVideo.sound().shown(0, 2 * TinyVideo.TICKS, 0, 0),
                "mcap-video-broken-picture",
                TinyVideo.sound().withLast(new byte[] {0, 0, 1, 0, 0x41}));
        for (var refusal : refusals.entrySet()) {
            var result = EpisodeMcap.write(recording(refusal.getValue()), output());

            assertThat(result)
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.code()).isEqualTo(refusal.getKey()));
            assertThat(output()).doesNotExist();
        }
    }

    @Test
    void text_renamed_to_mp4_is_refused() throws IOException {
        Path text = Files.writeString(folder.resolve("letter.mp4"), "this is a letter, not a recording");
        var recording = plain(Optional.of(text), List.of());

        assertThat(EpisodeMcap.write(recording, output())).isInstanceOf(Refused.class);
    }

    @Test
    void a_file_that_is_there_already_is_left_alone() throws IOException {
        Files.writeString(output(), "mine");

        assertThatThrownBy(() -> EpisodeMcap.write(recording(TinyVideo.sound()), output()))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(output()).hasContent("mine");
    }

    @Test
    void a_clock_without_alignment_cannot_be_asked_for() {
        assertThatThrownBy(() -> plain(Optional.of(folder.resolve("any.mp4")), List.of(imu())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("clock imu");
    }

    @Test
    void a_camera_follows_its_picture_when_that_is_scaled() {
        var camera = new CameraModel(new CameraModel.Size(640, 480), 500, 510, 320, 240);

        assertThat(camera.scaledTo(new CameraModel.Size(320, 120)))
                .isEqualTo(new CameraModel(new CameraModel.Size(320, 120), 250, 127.5, 160, 60));
    }

    @Test
    void a_video_of_a_camera_goes_through_whole() throws IOException {
        assumeTrue(Files.exists(SAMPLE), "the sample videos are not beside the repository");
        var recording = plain(Optional.of(SAMPLE), List.of());

        assertThat(EpisodeMcap.write(recording, output()))
                .isInstanceOfSatisfying(
                        Written.class,
                        written -> assertThat(written.messagesByTopic()).containsEntry("/camera/video", 240L));
    }

    /// Without motion, camera, other clocks and names.
    private static EpisodeRecording plain(Optional<Path> video, List<SensorStream> streams) {
        return new EpisodeRecording(
                video, streams, Optional.empty(), List.of(), Optional.empty(), EpisodeRecording.WHOLE, new TreeMap<>());
    }

    private EpisodeRecording recording(TinyVideo video) throws IOException {
        return recording(video, EpisodeRecording.WHOLE);
    }

    private EpisodeRecording recording(TinyVideo video, TimeSpan span) throws IOException {
        return recording(video, span, Optional.empty());
    }

    private EpisodeRecording recording(TinyVideo video, TimeSpan span, Optional<Motion> motion) throws IOException {
        return new EpisodeRecording(
                Optional.of(video.writeTo(folder.resolve("video.mp4"))),
                List.of(imu(), poses()),
                motion,
                List.of(new ClockAlignment(
                        IMU_CLOCK, ClockName.VIDEO, 2_000_000, 1_000_000, ClockAlignment.Method.DECLARED)),
                Optional.of(new CameraModel(new CameraModel.Size(64, 48), 50, 51, 32, 24)),
                span,
                new TreeMap<>(Map.of("episode", "e-1")));
    }

    private static SensorStream imu() {
        long[] times = {-3_000_000, 0, 5_000_000, 10_000_000};
        var values = new double[4 * 6];
        for (int i = 0; i < values.length; i++) {
            values[i] = (10 * (i / 6) + i % 6) / 10.0;
        }
        return new SensorStream(new StreamName("imu"), SensorKind.IMU, IMU_CLOCK, times, values);
    }

    private static SensorStream poses() {
        return new SensorStream(
                new StreamName("camera-pose"),
                SensorKind.CAMERA_POSE,
                ClockName.VIDEO,
                new long[] {0, 50_000_000},
                new double[] {0, 0, 0, 0, 0, 0, 1, 1.5, 2.5, 3.5, 0, 0, 0, 1});
    }

    private Path output() {
        return folder.resolve("episode.mcap");
    }

    private List<McapMessage> messages(String topic) throws IOException {
        var messages = new ArrayList<McapMessage>();
        try (var reader = McapReader.open(output())) {
            var cursor = reader.messages(MessageQuery.all().on(topic));
            for (var next = cursor.next(); next.isPresent(); next = cursor.next()) {
                messages.add(next.get());
            }
        }
        return messages;
    }

    private List<Long> inFileOrder() throws IOException {
        var times = new ArrayList<Long>();
        try (var stream = McapRecordStream.of(Files.newInputStream(output()), McapLimits.standard())) {
            for (var next = stream.next(); next.isPresent(); next = stream.next()) {
                if (next.get() instanceof McapRecord.Message message) {
                    times.add(message.logTimeNanos());
                }
            }
        }
        return times;
    }

    private static byte[] stream(byte[]... units) {
        var out = new ByteArrayOutputStream();
        for (byte[] unit : units) {
            out.writeBytes(new byte[] {0, 0, 0, 1});
            out.writeBytes(unit);
        }
        return out.toByteArray();
    }
}
