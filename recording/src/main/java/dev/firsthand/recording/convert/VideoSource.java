package dev.firsthand.recording.convert;

import dev.firsthand.recording.mp4.AvcParameters;
import dev.firsthand.recording.mp4.Mp4File;
import dev.firsthand.recording.mp4.Mp4Samples;
import dev.firsthand.recording.mp4.Mp4Track;
import dev.firsthand.recording.mp4.TimeBase;
import dev.firsthand.streams.mcap.McapRecord;
import dev.firsthand.streams.mcap.McapWriter;
import dev.firsthand.streams.time.TimeSpan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Map;

/// The pictures of the video as they are coded, one after the other; one is in memory at a time.
final class VideoSource implements TimedSource {
    static final String TOPIC = "/camera/video";
    static final String FRAME = "camera";

    private final FileChannel file;
    private final Mp4Samples samples;
    private final TimeBase timeBase;
    private final AnnexB annexB;
    private final McapRecord.Channel channel;
    private final int first;
    private final long endNanos;
    private int next;

    static Mp4Track fitTrack(Mp4File file) throws UnfitVideo {
        Mp4Track track =
                file.video().orElseThrow(() -> new UnfitVideo("mcap-video-no-track", "the file has no video track"));
        if (!track.codec().equals("avc1") && !track.codec().equals("avc3")) {
            throw new UnfitVideo("mcap-video-not-h264", "its codec is %s; encode it as H.264".formatted(track.codec()));
        }
        requireOrder(track.samples());
        parameters(track);
        return track;
    }

    private static void requireOrder(Mp4Samples samples) throws UnfitVideo {
        if (samples.size() == 0) {
            throw new UnfitVideo("mcap-video-empty", "the video has no picture");
        }
        if (samples.reordered()) {
            throw new UnfitVideo(
                    "mcap-video-reordered",
                    "its pictures are stored in another order than shown; encode it without B-frames");
        }
        if (!samples.keyframe()[0]) {
            throw new UnfitVideo(
                    "mcap-video-no-keyframe",
                    "its first picture is no keyframe; cut it at a keyframe or encode it again");
        }
    }

    private static AvcParameters parameters(Mp4Track track) throws UnfitVideo {
        return track.avc()
                .orElseThrow(() -> new UnfitVideo(
                        "mcap-video-no-parameter-sets", "the video track has no avcC box; encode the video again"));
    }

    /// Declares the channel at once. The file stays open with its opener.
    VideoSource(FileChannel file, Mp4Track track, TimeSpan span, McapWriter writer) throws IOException, UnfitVideo {
        this.file = file;
        samples = track.samples();
        timeBase = new TimeBase(1, track.timescale());
        annexB = new AnnexB(parameters(track));
        var schema = writer.addSchema(
                Foxglove.COMPRESSED_VIDEO.fullName(), "protobuf", Foxglove.COMPRESSED_VIDEO.descriptorSet());
        channel = writer.addChannel(TOPIC, schema, "protobuf", Map.of("clock", "video"));
        endNanos = span.endNanos();
        first = firstKeyframeFrom(span.startNanos());
        next = first;
    }

    /// A picture that needs an earlier one, from outside the span, cannot be shown: the first is a keyframe.
    private int firstKeyframeFrom(long startNanos) {
        int at = 0;
        while (at < samples.size() && (timeNanos(at) < startNanos || !samples.keyframe()[at])) {
            at++;
        }
        return at;
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public boolean hasNext() {
        return next < samples.size() && timeNanos() < endNanos;
    }

    @Override
    public long timeNanos() {
        return timeNanos(next);
    }

    /// Rounded down, as all frame times are: a span or a table of frames means the same pictures.
    private long timeNanos(int sample) {
        return timeBase.nanos(Math.subtractExact(samples.presentationTicks()[sample], samples.presentationTicks()[0]));
    }

    @Override
    public void writeNext(McapWriter writer) throws IOException, UnfitVideo {
        long time = timeNanos();
        byte[] picture = annexB.picture(samples.bytes(file, next), samples.keyframe()[next]);
        byte[] message = Foxglove.compressedVideo(time, FRAME, picture);
        writer.write(new McapRecord.Message(channel.id(), next - first, time, time, ByteBuffer.wrap(message)));
        next++;
    }
}
