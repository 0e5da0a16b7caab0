package dev.firsthand.recording.convert;

import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.mocap.JointNames;
import dev.firsthand.recording.mocap.Pose;
import dev.firsthand.streams.mcap.McapRecord;
import dev.firsthand.streams.mcap.McapWriter;
import dev.firsthand.streams.time.ClockAlignment;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// The motion of a body at its own rate, told on the video's clock, under names that tell nobody. Where the room of
/// the suit lies in that of the camera is not known, so it has a name of its own.
final class ClipSource implements TimedSource {
    static final String ROOM = "suit";

    private final Clip clip;
    private final ClockAlignment alignment;
    private final List<String> names;
    private final Pose pose;
    private final McapRecord.Channel channel;
    private final int beforeStart;
    private final int first;
    private final long endNanos;
    private int next;

    /// Declares the channel at once.
    ClipSource(EpisodeRecording.Motion motion, EpisodeRecording recording, McapWriter writer) throws IOException {
        this.clip = motion.clip();
        this.alignment = recording.alignmentTo(motion.clock());
        this.names = FrameNames.of(JointNames.of(clip.skeleton()));
        this.pose = new Pose(clip);
        writer.write(MotionMcap.metadata(clip.framesPerSecond(), ROOM));
        this.channel =
                MotionMcap.frameChannel(writer, Map.of("clock", motion.clock().value()));
        int inserted = clip.firstFrameOfMotion();
        this.beforeStart = firstFrom(inserted, 0) - inserted;
        this.first = firstFrom(inserted, recording.span().startNanos());
        this.endNanos = recording.span().endNanos();
        this.next = first;
    }

    @Override
    public String topic() {
        return channel.topic();
    }

    /// Frames before the first picture, which the format cannot hold.
    int framesBeforeStart() {
        return beforeStart;
    }

    @Override
    public boolean hasNext() {
        return next < clip.frames() && timeNanos() < endNanos;
    }

    @Override
    public long timeNanos() {
        return alignment.convert(clip.timeNanos(next));
    }

    @Override
    public void writeNext(McapWriter writer) throws IOException {
        long time = timeNanos();
        List<MovingFrame> moment =
                BodyMcap.moment(pose.at(next), clip.skeleton().joints(), names, ROOM);
        writer.write(new McapRecord.Message(channel.id(), next - first, time, time, MotionMcap.message(time, moment)));
        next++;
    }

    private int firstFrom(int from, long startNanos) {
        int at = from;
        while (at < clip.frames() && alignment.convert(clip.timeNanos(at)) < startNanos) {
            at++;
        }
        return at;
    }
}
