package dev.firsthand.recording.sidecar;

import dev.firsthand.recording.sidecar.SidecarNote.Level;
import dev.firsthand.streams.sensor.StreamName;
import dev.firsthand.streams.time.TimeSpan;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What the reading program tells the server, in a file; see `docs/formats/sensor-streams.md`. The server believes
/// nothing of it without a check: the program may have been taken over by what it read.
final class SidecarResultFile {
    private static final byte[] MAGIC = "FHSIDE".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int REFUSED = 0;
    private static final int STREAMS = 1;
    private static final int TEXT_BYTES = 2048;

    private SidecarResultFile() {}

    static void write(OutputStream out, SidecarResult result) throws IOException {
        var data = new DataOutputStream(out);
        data.write(MAGIC);
        data.writeShort(VERSION);
        switch (result) {
            case SidecarResult.Refused refused -> {
                data.writeByte(REFUSED);
                writeText(data, refused.code());
                writeText(data, refused.message());
            }
            case SidecarResult.Streams streams -> {
                data.writeByte(STREAMS);
                writeIntrinsics(data, streams.intrinsics());
                data.writeBoolean(streams.video().isPresent());
                List<SidecarNote> notes = streams.notes()
                        .subList(
                                0, Math.min(SidecarLimits.NOTES, streams.notes().size()));
                data.writeByte(notes.size());
                for (SidecarNote note : notes) {
                    writeNote(data, note);
                }
                SensorStreamsFile.write(data, streams.streams(), streams.alignments());
            }
        }
        data.flush();
    }

    /// `video` is where the program would have put a video.
    static SidecarResult read(InputStream in, Path video) throws IOException {
        try {
            return read(new DataInputStream(in), video);
        } catch (EOFException e) {
            return damaged("it is cut off");
        } catch (IllegalArgumentException e) {
            return damaged(String.valueOf(e.getMessage()));
        }
    }

    static SidecarResult.Refused damaged(String why) {
        return new SidecarResult.Refused(
                "sidecar-result-damaged", "The program that reads side-cars gave a result that can't be used: " + why);
    }

    private static SidecarResult read(DataInputStream data, Path video) throws IOException {
        byte[] magic = new byte[MAGIC.length];
        data.readFully(magic);
        int version = data.readUnsignedShort();
        if (!Arrays.equals(magic, MAGIC) || version != VERSION) {
            return damaged("it is no result of version " + VERSION);
        }
        return switch (data.readUnsignedByte()) {
            case REFUSED -> new SidecarResult.Refused(readText(data), readText(data));
            case STREAMS -> streams(data, video);
            default -> damaged("its kind is not known");
        };
    }

    private static SidecarResult streams(DataInputStream data, Path video) throws IOException {
        Optional<CameraIntrinsics> intrinsics = readIntrinsics(data);
        Optional<Path> withVideo = data.readBoolean() ? Optional.of(video) : Optional.empty();
        int count = data.readUnsignedByte();
        if (count > SidecarLimits.NOTES) {
            return damaged("it has %d notes, at most %d".formatted(count, SidecarLimits.NOTES));
        }
        List<SidecarNote> notes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            notes.add(readNote(data));
        }
        return switch (SensorStreamsFile.read(data)) {
            case SensorStreamsFile.ReadResult.Streams read ->
                new SidecarResult.Streams(read.streams(), read.alignments(), notes, intrinsics, withVideo);
            case SensorStreamsFile.ReadResult.Damaged damage -> damaged(damage.message());
        };
    }

    private static void writeIntrinsics(DataOutputStream data, Optional<CameraIntrinsics> intrinsics)
            throws IOException {
        data.writeBoolean(intrinsics.isPresent());
        if (intrinsics.isPresent()) {
            CameraIntrinsics camera = intrinsics.get();
            data.writeDouble(camera.focalXPixels());
            data.writeDouble(camera.focalYPixels());
            data.writeDouble(camera.centreXPixels());
            data.writeDouble(camera.centreYPixels());
        }
    }

    private static Optional<CameraIntrinsics> readIntrinsics(DataInputStream data) throws IOException {
        if (!data.readBoolean()) {
            return Optional.empty();
        }
        return Optional.of(
                new CameraIntrinsics(data.readDouble(), data.readDouble(), data.readDouble(), data.readDouble()));
    }

    private static void writeNote(DataOutputStream data, SidecarNote note) throws IOException {
        data.writeByte(code(note.level()));
        writeText(data, note.code());
        writeText(data, note.stream().value());
        data.writeBoolean(note.span().isPresent());
        if (note.span().isPresent()) {
            data.writeLong(note.span().get().startNanos());
            data.writeLong(note.span().get().endNanos());
        }
        data.writeDouble(note.measured());
        data.writeDouble(note.limit());
        writeText(data, note.unit());
        writeText(data, note.message());
    }

    private static SidecarNote readNote(DataInputStream data) throws IOException {
        Level level = level(data.readUnsignedByte());
        String code = readText(data);
        var stream = new StreamName(readText(data));
        Optional<TimeSpan> span =
                data.readBoolean() ? Optional.of(new TimeSpan(data.readLong(), data.readLong())) : Optional.empty();
        return new SidecarNote(
                level, code, stream, span, data.readDouble(), data.readDouble(), readText(data), readText(data));
    }

    private static int code(Level level) {
        return switch (level) {
            case NOTE -> 1;
            case WARN -> 2;
            case FAIL -> 3;
        };
    }

    private static Level level(int code) {
        return switch (code) {
            case 1 -> Level.NOTE;
            case 2 -> Level.WARN;
            case 3 -> Level.FAIL;
            default -> throw new IllegalArgumentException("level %d is not known".formatted(code));
        };
    }

    private static void writeText(DataOutputStream data, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(bytes.length, TEXT_BYTES);
        data.writeShort(length);
        data.write(bytes, 0, length);
    }

    private static String readText(DataInputStream data) throws IOException {
        int length = data.readUnsignedShort();
        if (length > TEXT_BYTES) {
            throw new IllegalArgumentException("a text has %d bytes, at most %d".formatted(length, TEXT_BYTES));
        }
        byte[] bytes = new byte[length];
        data.readFully(bytes);
        var text = new String(bytes, StandardCharsets.UTF_8);
        return text.chars().anyMatch(c -> c < ' ') ? text.replaceAll("\\p{Cntrl}", " ") : text;
    }
}
