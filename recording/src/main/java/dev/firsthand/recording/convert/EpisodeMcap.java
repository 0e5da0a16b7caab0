package dev.firsthand.recording.convert;

import dev.firsthand.recording.mp4.MediaException;
import dev.firsthand.recording.mp4.Mp4File;
import dev.firsthand.recording.mp4.Mp4Track;
import dev.firsthand.streams.mcap.McapRecord;
import dev.firsthand.streams.mcap.McapWriter;
import dev.firsthand.streams.mcap.McapWriterOptions;
import dev.firsthand.streams.time.ClockAlignment;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Writes one episode as one MCAP file: the coded video, every sensor sample and the motion of a body at
/// their own rates, and how the clocks stand.
///
/// Log times are nanoseconds from the first frame of the whole video, or of the motion where there is none,
/// also where only a span of it is written: pictures from the first keyframe inside the span, samples inside
/// it, and nothing else. The same recording gives the same bytes. One picture and one chunk are in memory at
/// a time, however long the video is. What is in the file is told in docs/formats/mcap.md.
public final class EpisodeMcap {
    static final String CALIBRATION_TOPIC = "/camera/calibration";
    static final String EPISODE_METADATA = "episode";
    static final String CLOCK_METADATA = "clock/";

    private final EpisodeRecording recording;
    private final SortedMap<String, Long> messagesByTopic = new TreeMap<>();
    private long samplesBeforeStart;

    private EpisodeMcap(EpisodeRecording recording) {
        this.recording = recording;
    }

    /// `output` must not exist yet; where writing does not end well, nothing is left of it.
    public static EpisodeMcapResult write(EpisodeRecording recording, Path output) throws IOException {
        var episode = new EpisodeMcap(recording);
        try {
            return recording.video().isPresent()
                    ? episode.writeFilm(recording.video().get(), output)
                    : episode.write(writer -> List.of(), output);
        } catch (UnfitVideo e) {
            return e.refusal();
        } catch (MediaException e) {
            return new EpisodeMcapResult.Refused(e.code(), "The video cannot be read: " + e.getMessage());
        }
    }

    /// The source of the pictures, where there are any, once there is a file to declare it in.
    private interface Pictures {
        List<TimedSource> declare(McapWriter writer) throws IOException, UnfitVideo;
    }

    private EpisodeMcapResult writeFilm(Path file, Path output) throws IOException, UnfitVideo {
        try (var video = FileChannel.open(file, StandardOpenOption.READ)) {
            Mp4Track track = VideoSource.fitTrack(Mp4File.read(file));
            return write(writer -> List.of(new VideoSource(video, track, recording.span(), writer)), output);
        }
    }

    private EpisodeMcapResult write(Pictures pictures, Path output) throws IOException, UnfitVideo {
        OutputStream out = Files.newOutputStream(output, StandardOpenOption.CREATE_NEW);
        boolean whole = false;
        try (var writer = McapWriter.to(out, McapWriterOptions.standard())) {
            write(pictures, writer);
            whole = true;
        } finally {
            if (!whole) {
                Files.deleteIfExists(output);
            }
        }
        return new EpisodeMcapResult.Written(Files.size(output), messagesByTopic, samplesBeforeStart);
    }

    private void write(Pictures pictures, McapWriter writer) throws IOException, UnfitVideo {
        describe(writer);
        var sources = new ArrayList<>(pictures.declare(writer));
        for (var stream : recording.streams()) {
            var source = new SensorSource(stream, recording, writer);
            samplesBeforeStart += source.samplesBeforeStart();
            sources.add(source);
        }
        if (recording.motion().isPresent()) {
            var source = new ClipSource(recording.motion().get(), recording, writer);
            samplesBeforeStart += source.framesBeforeStart();
            sources.add(source);
        }
        if (recording.camera().isPresent()) {
            calibrate(recording.camera().get(), writer);
        }
        writeInOrderOfTime(sources, writer);
        writer.finish();
    }

    /// At one time, sources go in the order in which they were declared.
    private void writeInOrderOfTime(List<TimedSource> sources, McapWriter writer) throws IOException, UnfitVideo {
        sources.removeIf(source -> !source.hasNext());
        while (!sources.isEmpty()) {
            TimedSource first = sources.getFirst();
            for (var source : sources) {
                if (source.timeNanos() < first.timeNanos()) {
                    first = source;
                }
            }
            first.writeNext(writer);
            count(first.topic());
            if (!first.hasNext()) {
                sources.remove(first);
            }
        }
    }

    private void describe(McapWriter writer) throws IOException {
        writer.write(new McapRecord.Metadata(EPISODE_METADATA, recording.identifiers()));
        for (var alignment : recording.alignments()) {
            writer.write(
                    new McapRecord.Metadata(CLOCK_METADATA + alignment.from().value(), words(alignment)));
        }
    }

    private static SortedMap<String, String> words(ClockAlignment alignment) {
        return new TreeMap<>(Map.of(
                "from", alignment.from().value(),
                "to", alignment.to().value(),
                "offset_ns", Long.toString(alignment.offsetNanos()),
                "bound_ns", Long.toString(alignment.boundNanos()),
                "method", alignment.method().name().toLowerCase(Locale.ROOT)));
    }

    private void calibrate(CameraModel camera, McapWriter writer) throws IOException {
        var schema = writer.addSchema(
                Foxglove.CAMERA_CALIBRATION.fullName(), "protobuf", Foxglove.CAMERA_CALIBRATION.descriptorSet());
        var channel = writer.addChannel(CALIBRATION_TOPIC, schema, "protobuf", Map.of("clock", "video"));
        long time = recording.span().startNanos();
        byte[] message = Foxglove.cameraCalibration(time, VideoSource.FRAME, camera);
        writer.write(new McapRecord.Message(channel.id(), 0, time, time, ByteBuffer.wrap(message)));
        count(CALIBRATION_TOPIC);
    }

    private void count(String topic) {
        messagesByTopic.merge(topic, 1L, Long::sum);
    }
}
