package dev.firsthand.recording.live;

import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.mocap.Pose;
import dev.firsthand.recording.mocap.Skeleton;
import dev.firsthand.streams.space.Rotation;
import dev.firsthand.streams.space.Vector3;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;

/// One line a moment: when it came (from the first on), when it was sent (on the sender's clock), and of each joint its
/// place and turn in the room. What was not told is empty.
final class LiveCsv implements LiveFile {
    private static final String[] COLUMNS = {"x_m", "y_m", "z_m", "qx", "qy", "qz", "qw"};

    private final RandomAccessFile file;
    private long firstNanos;
    private boolean begun;

    LiveCsv(RandomAccessFile file, Skeleton skeleton) throws IOException {
        this.file = file;
        var line = new StringBuilder("time_ns,sent_ns");
        for (Skeleton.Joint joint : skeleton.joints()) {
            String name = joint.name().replaceAll("[\\p{Cntrl}\",]", "_");
            for (String column : COLUMNS) {
                line.append(',').append(name).append('_').append(column);
            }
        }
        write(line);
    }

    @Override
    public void add(Clip moment, Told told) throws IOException {
        firstNanos = begun ? firstNanos : told.arrivedNanos();
        begun = true;
        var line = new StringBuilder()
                .append(told.arrivedNanos() - firstNanos)
                .append(',')
                .append(told.sentNanos());
        Pose pose = new Pose(moment).at(0);
        for (int j = 0; j < moment.skeleton().size(); j++) {
            Vector3 place = pose.place(j);
            Rotation turn = pose.worldFromJoint(j);
            for (double number :
                    new double[] {place.x(), place.y(), place.z(), turn.x(), turn.y(), turn.z(), turn.w()}) {
                line.append(',').append(Double.isFinite(number) ? Float.toString((float) number) : "");
            }
        }
        write(line);
    }

    private void write(StringBuilder line) throws IOException {
        file.write(line.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void finish() {}
}
