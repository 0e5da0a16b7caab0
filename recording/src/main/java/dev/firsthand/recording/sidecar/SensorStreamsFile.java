package dev.firsthand.recording.sidecar;

import dev.firsthand.streams.sensor.SensorKind;
import dev.firsthand.streams.sensor.SensorStream;
import dev.firsthand.streams.sensor.StreamName;
import dev.firsthand.streams.time.ClockAlignment;
import dev.firsthand.streams.time.ClockName;
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

/// The sensor streams of one recording in one file. The same streams give the same bytes; the format is written down in
/// `docs/formats/sensor-streams.md`.
public final class SensorStreamsFile {
    /// What reading gave.
    public sealed interface ReadResult {
        record Streams(List<SensorStream> streams, List<ClockAlignment> alignments) implements ReadResult {
            public Streams {
                streams = List.copyOf(streams);
                alignments = List.copyOf(alignments);
            }
        }

        /// The bytes are not such a file, or a damaged one.
        record Damaged(String message) implements ReadResult {}
    }

    private static final byte[] MAGIC = "FHSTRM".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int PIECE = 1 << 13;

    private SensorStreamsFile() {}

    public static void write(OutputStream out, List<SensorStream> streams, List<ClockAlignment> alignments)
            throws IOException {
        if (streams.size() > SidecarLimits.STREAMS || alignments.size() > SidecarLimits.STREAMS) {
            throw new IllegalArgumentException("%d streams and %d alignments, at most %d of each"
                    .formatted(streams.size(), alignments.size(), SidecarLimits.STREAMS));
        }
        var checked = new CheckedOutputStream(new BufferedOutputStream(out, 1 << 16), new CRC32());
        var data = new DataOutputStream(checked);
        data.write(MAGIC);
        data.writeShort(VERSION);
        data.writeByte(alignments.size());
        for (ClockAlignment alignment : alignments) {
            writeAlignment(data, alignment);
        }
        data.writeByte(streams.size());
        for (SensorStream stream : streams) {
            writeStream(data, stream);
        }
        data.writeInt((int) checked.getChecksum().getValue());
        data.flush();
    }

    /// Reads to the end of the input; anything after the checksum is damage.
    public static ReadResult read(InputStream in) throws IOException {
        var checked = new CheckedInputStream(new BufferedInputStream(in, 1 << 16), new CRC32());
        var data = new DataInputStream(checked);
        try {
            return read(data, checked);
        } catch (EOFException e) {
            return new ReadResult.Damaged("the file is cut off");
        } catch (IllegalArgumentException e) {
            return new ReadResult.Damaged(String.valueOf(e.getMessage()));
        }
    }

    private static ReadResult read(DataInputStream data, CheckedInputStream checked) throws IOException {
        byte[] magic = new byte[MAGIC.length];
        data.readFully(magic);
        require(Arrays.equals(magic, MAGIC), "the file does not begin with FHSTRM");
        int version = data.readUnsignedShort();
        require(version == VERSION, "version %d is not known".formatted(version));
        List<ClockAlignment> alignments = new ArrayList<>();
        for (int left = count(data); left > 0; left--) {
            alignments.add(readAlignment(data));
        }
        List<SensorStream> streams = new ArrayList<>();
        int samplesLeft = SidecarLimits.SAMPLES;
        for (int left = count(data); left > 0; left--) {
            SensorStream stream = readStream(data, samplesLeft);
            samplesLeft -= stream.size();
            streams.add(stream);
        }
        int wanted = (int) checked.getChecksum().getValue();
        require(data.readInt() == wanted, "the checksum does not match");
        require(data.read() < 0, "bytes follow the checksum");
        return new ReadResult.Streams(streams, alignments);
    }

    private static int count(DataInputStream data) throws IOException {
        int count = data.readUnsignedByte();
        require(count <= SidecarLimits.STREAMS, "%d entries, at most %d".formatted(count, SidecarLimits.STREAMS));
        return count;
    }

    private static void writeAlignment(DataOutputStream data, ClockAlignment alignment) throws IOException {
        writeName(data, alignment.from().value());
        writeName(data, alignment.to().value());
        data.writeLong(alignment.offsetNanos());
        data.writeLong(alignment.boundNanos());
        data.writeByte(code(alignment.method()));
    }

    private static ClockAlignment readAlignment(DataInputStream data) throws IOException {
        return new ClockAlignment(
                new ClockName(readName(data)),
                new ClockName(readName(data)),
                data.readLong(),
                data.readLong(),
                method(data.readUnsignedByte()));
    }

    private static void writeStream(DataOutputStream data, SensorStream stream) throws IOException {
        writeName(data, stream.name().value());
        data.writeByte(code(stream.kind()));
        writeName(data, stream.clock().value());
        data.writeInt(stream.size());
        byte[] bytes = new byte[PIECE * Long.BYTES];
        var piece = ByteBuffer.wrap(bytes);
        for (long time : stream.timesNanos()) {
            put(data, bytes, piece, time);
        }
        for (double value : stream.values()) {
            put(data, bytes, piece, Double.doubleToLongBits(value)); // one pattern of bits for 'not a number'
        }
        data.write(bytes, 0, piece.position());
    }

    private static void put(DataOutputStream data, byte[] bytes, ByteBuffer piece, long number) throws IOException {
        if (!piece.hasRemaining()) {
            data.write(bytes);
            piece.clear();
        }
        piece.putLong(number);
    }

    private static SensorStream readStream(DataInputStream data, int samplesMax) throws IOException {
        var name = new StreamName(readName(data));
        SensorKind kind = kind(data.readUnsignedByte());
        var clock = new ClockName(readName(data));
        int size = data.readInt();
        require(
                size >= 0 && size <= samplesMax,
                "%d samples, at most %d".formatted(Integer.toUnsignedLong(size), samplesMax));
        long[] times = new Pieces(data).longs(size);
        double[] values = new Pieces(data).doubles(size * kind.channels().size());
        return new SensorStream(name, kind, clock, times, values);
    }

    private static void writeName(DataOutputStream data, String name) throws IOException {
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        data.writeByte(bytes.length);
        data.write(bytes);
    }

    private static String readName(DataInputStream data) throws IOException {
        byte[] bytes = new byte[data.readUnsignedByte()];
        data.readFully(bytes);
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private static int code(ClockAlignment.Method method) {
        return switch (method) {
            case SAME_CLOCK -> 1;
            case DECLARED -> 2;
            case ASSUMED_COMMON_START -> 3;
            case GYRO -> 4;
            case CLAP -> 5;
        };
    }

    private static ClockAlignment.Method method(int code) {
        for (ClockAlignment.Method method : ClockAlignment.Method.values()) {
            if (code(method) == code) {
                return method;
            }
        }
        throw new IllegalArgumentException("alignment method %d is not known".formatted(code));
    }

    private static int code(SensorKind kind) {
        return switch (kind) {
            case IMU -> 1;
            case CAMERA_POSE -> 2;
        };
    }

    private static SensorKind kind(int code) {
        for (SensorKind kind : SensorKind.values()) {
            if (code(kind) == code) {
                return kind;
            }
        }
        throw new IllegalArgumentException("stream kind %d is not known".formatted(code));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /// Reads numbers in pieces and grows as bytes arrive: a count that lies costs no memory.
    private record Pieces(DataInputStream data) {
        long[] longs(int count) throws IOException {
            long[] numbers = new long[Math.min(count, PIECE)];
            for (int read = 0; read < count; ) {
                ByteBuffer piece = next(count - read);
                int length = piece.remaining() / Long.BYTES;
                numbers = read + length > numbers.length ? Arrays.copyOf(numbers, grown(read, count)) : numbers;
                piece.asLongBuffer().get(numbers, read, length);
                read += length;
            }
            return numbers;
        }

        double[] doubles(int count) throws IOException {
            double[] numbers = new double[Math.min(count, PIECE)];
            for (int read = 0; read < count; ) {
                ByteBuffer piece = next(count - read);
                int length = piece.remaining() / Double.BYTES;
                numbers = read + length > numbers.length ? Arrays.copyOf(numbers, grown(read, count)) : numbers;
                piece.asDoubleBuffer().get(numbers, read, length);
                read += length;
            }
            return numbers;
        }

        private ByteBuffer next(int left) throws IOException {
            byte[] bytes = new byte[Math.min(PIECE, left) * Long.BYTES];
            data.readFully(bytes);
            return ByteBuffer.wrap(bytes);
        }

        private static int grown(int read, int count) {
            return (int) Math.min(count, Math.max(2L * read, read + PIECE));
        }
    }
}
