package dev.firsthand.recording.suit;

import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.mocap.Skeleton;
import dev.firsthand.recording.mocap.Skeleton.Joint;
import dev.firsthand.streams.space.Vector3;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/// A clip in plain numbers, as an episode keeps it (sealed); written down in `docs/formats/clip.md`. The same
/// clip gives the same bytes.
public final class ClipFile {
    /// What reading gave.
    public sealed interface ReadResult {
        record Read(Clip clip) implements ReadResult {}

        /// The bytes are not such a file, or a damaged one.
        record Damaged(String message) implements ReadResult {}
    }

    private static final byte[] MAGIC = "FHCLIP".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int PIECE_BYTES = 1 << 16;
    private static final double FRAME_SECONDS_MIN = 0.0001;
    private static final double FRAME_SECONDS_MAX = 10;

    private ClipFile() {}

    /// How many bytes the numbers of a clip take.
    static long bytes(Clip clip) {
        return (long) Float.BYTES * clip.rotations().length + (long) Double.BYTES * clip.translations().length;
    }

    public static void write(OutputStream out, Clip clip) throws IOException {
        var checked = new CheckedOutputStream(new BufferedOutputStream(out, PIECE_BYTES), new CRC32());
        var data = new DataOutputStream(checked);
        data.write(MAGIC);
        data.writeShort(VERSION);
        data.writeShort(clip.skeleton().size());
        for (Joint joint : clip.skeleton().joints()) {
            writeJoint(data, joint);
        }
        data.writeDouble(clip.frameSeconds());
        data.writeInt(clip.frames());
        data.writeInt(clip.firstFrameOfMotion());
        data.writeShort(clip.movers().length);
        for (int mover : clip.movers()) {
            data.writeShort(mover);
        }
        byte[] bytes = new byte[PIECE_BYTES];
        var piece = ByteBuffer.wrap(bytes);
        for (float turn : clip.rotations()) {
            room(data, bytes, piece).putFloat(turn);
        }
        for (double place : clip.translations()) {
            room(data, bytes, piece).putDouble(place);
        }
        data.write(bytes, 0, piece.position());
        data.writeInt((int) checked.getChecksum().getValue());
        data.flush();
    }

    private static ByteBuffer room(DataOutputStream data, byte[] bytes, ByteBuffer piece) throws IOException {
        if (piece.remaining() < Double.BYTES) {
            data.write(bytes, 0, piece.position());
            piece.clear();
        }
        return piece;
    }

    /// Names go as plain letters: they come from a stranger's file.
    private static void writeJoint(DataOutputStream data, Joint joint) throws IOException {
        String plain = joint.name().replaceAll("[^A-Za-z0-9 _:.-]", "_");
        byte[] name = plain.substring(0, Math.min(plain.length(), 255)).getBytes(StandardCharsets.US_ASCII);
        data.writeByte(name.length);
        data.write(name);
        data.writeShort(joint.parent());
        data.writeDouble(joint.parentFromJoint().x());
        data.writeDouble(joint.parentFromJoint().y());
        data.writeDouble(joint.parentFromJoint().z());
        data.writeBoolean(joint.end());
    }

    /// Reads to the end of the input; anything after the checksum is damage.
    public static ReadResult read(InputStream in) throws IOException {
        var checked = new CheckedInputStream(new BufferedInputStream(in, PIECE_BYTES), new CRC32());
        var data = new DataInputStream(checked);
        try {
            byte[] magic = new byte[MAGIC.length];
            data.readFully(magic);
            require(Arrays.equals(magic, MAGIC) && data.readUnsignedShort() == VERSION, "it is no clip of version 1");
            Clip clip = readClip(data);
            int wanted = (int) checked.getChecksum().getValue();
            require(data.readInt() == wanted, "the checksum does not match");
            require(data.read() < 0, "bytes follow the checksum");
            return new ReadResult.Read(clip);
        } catch (EOFException e) {
            return new ReadResult.Damaged("it is cut off");
        } catch (IllegalArgumentException e) {
            return new ReadResult.Damaged(String.valueOf(e.getMessage()));
        }
    }

    private static Clip readClip(DataInputStream data) throws IOException {
        List<Joint> joints = new ArrayList<>();
        for (int left = data.readUnsignedShort(); left > 0; left--) {
            joints.add(readJoint(data));
        }
        var skeleton = new Skeleton(joints);
        double frameSeconds = data.readDouble();
        require(
                frameSeconds >= FRAME_SECONDS_MIN && frameSeconds <= FRAME_SECONDS_MAX,
                "a frame of %s s".formatted(frameSeconds));
        int frames = data.readInt();
        int first = data.readInt();
        int[] movers = new int[data.readUnsignedShort()];
        for (int m = 0; m < movers.length; m++) {
            movers[m] = data.readUnsignedShort();
            require(
                    movers[m] < skeleton.size() && (m == 0 || movers[m] > movers[m - 1]),
                    "mover %d of %d joints".formatted(movers[m], skeleton.size()));
        }
        long perFrame = 4L * Float.BYTES * skeleton.size() + 3L * Double.BYTES * movers.length;
        require(
                frames > 0 && frames <= SuitLimits.CLIP_BYTES / perFrame,
                "%d frames of %d bytes, at most %d bytes".formatted(frames, perFrame, SuitLimits.CLIP_BYTES));
        float[] rotations = floats(data, 4 * skeleton.size() * frames);
        double[] translations = doubles(data, 3 * movers.length * frames);
        return new Clip(skeleton, frameSeconds, frames, first, rotations, movers, translations);
    }

    private static Joint readJoint(DataInputStream data) throws IOException {
        byte[] name = new byte[data.readUnsignedByte()];
        data.readFully(name);
        int parent = data.readShort();
        var place = new Vector3(data.readDouble(), data.readDouble(), data.readDouble());
        String text = new String(name, StandardCharsets.US_ASCII);
        require(!text.matches("(?s).*[^A-Za-z0-9 _:.-].*"), "the name of a joint holds other signs");
        return new Joint(text, parent, place, data.readBoolean());
    }

    /// Grows as bytes arrive: a count that lies costs no memory.
    private static float[] floats(DataInputStream data, int count) throws IOException {
        float[] numbers = new float[Math.min(count, PIECE_BYTES)];
        byte[] piece = new byte[PIECE_BYTES];
        for (int read = 0; read < count; ) {
            int more = Math.min(count - read, PIECE_BYTES / Float.BYTES);
            data.readFully(piece, 0, more * Float.BYTES);
            numbers = read + more > numbers.length ? Arrays.copyOf(numbers, grown(read, more, count)) : numbers;
            ByteBuffer.wrap(piece).asFloatBuffer().get(numbers, read, more);
            read += more;
        }
        return numbers;
    }

    private static double[] doubles(DataInputStream data, int count) throws IOException {
        double[] numbers = new double[Math.min(count, PIECE_BYTES)];
        byte[] piece = new byte[PIECE_BYTES];
        for (int read = 0; read < count; ) {
            int more = Math.min(count - read, PIECE_BYTES / Double.BYTES);
            data.readFully(piece, 0, more * Double.BYTES);
            numbers = read + more > numbers.length ? Arrays.copyOf(numbers, grown(read, more, count)) : numbers;
            ByteBuffer.wrap(piece).asDoubleBuffer().get(numbers, read, more);
            read += more;
        }
        return numbers;
    }

    private static int grown(int read, int more, int count) {
        return (int) Math.min(count, Math.max(2L * read, (long) read + more));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
