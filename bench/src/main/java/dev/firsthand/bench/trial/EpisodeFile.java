package dev.firsthand.bench.trial;

import dev.firsthand.bench.policy.Ending;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// The traces of one scenario, all arms in one file: docs/formats/bench.md.
public final class EpisodeFile {
    private static final byte[] MAGIC = "FHTRACE3".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGEST_BYTES = 32;

    private EpisodeFile() {}

    /// The file of a scenario, which is named by its id. An arm without a trace was not lived.
    public static byte[] bytes(String scenario, Map<Arm, Trace> traces) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.write(MAGIC);
            out.write(HexFormat.of().parseHex(scenario));
            for (Arm arm : Arm.values()) {
                Trace trace = traces.getOrDefault(arm, Trace.notLived());
                byte[] packed = packed(trace.records());
                out.writeByte(arm.code());
                out.writeByte(trace.ending().code());
                out.writeInt(trace.decisions());
                out.writeInt(packed.length);
                out.write(packed);
                out.write(HexFormat.of().parseHex(trace.head()));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static byte[] packed(byte[] records) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try (var out = new DeflaterOutputStream(bytes, deflater)) {
            out.write(records);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    public static Map<Arm, Trace> read(String scenario, byte[] bytes) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(bytes));
        if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
            throw new IOException("it does not begin as a trace");
        }
        if (!HexFormat.of().formatHex(in.readNBytes(DIGEST_BYTES)).equals(scenario)) {
            throw new IOException("it is of another scenario");
        }
        var traces = new EnumMap<Arm, Trace>(Arm.class);
        for (Arm arm : Arm.values()) {
            try {
                traces.put(arm, trace(arm, in));
            } catch (EOFException cut) {
                throw new IOException("it ends before its arm %s does".formatted(arm), cut);
            }
        }
        if (in.read() >= 0) {
            throw new IOException("something stands behind its end");
        }
        return traces;
    }

    private static Trace trace(Arm arm, DataInputStream in) throws IOException {
        int code = in.readUnsignedByte();
        int ending = in.readUnsignedByte();
        int decisions = in.readInt();
        int size = in.readInt();
        boolean isPlausible = code == arm.code()
                && Ending.isOne(ending)
                && decisions >= 0
                && decisions <= Trial.DECISIONS_MAX
                && size >= 0
                && size <= in.available();
        if (!isPlausible) {
            throw new IOException("the head of its arm %s is damaged".formatted(arm));
        }
        var trace = new Trace();
        trace.end(Ending.of(ending));
        ByteBuffer records = ByteBuffer.wrap(inflated(in.readNBytes(size), decisions));
        if (!isRead(records, decisions, trace) || records.hasRemaining()) {
            throw new IOException("its arm %s has not as many records as it says".formatted(arm));
        }
        if (!HexFormat.of().formatHex(in.readNBytes(DIGEST_BYTES)).equals(trace.head())) {
            throw new IOException("the chain of its arm %s does not hold".formatted(arm));
        }
        return trace;
    }

    private static boolean isRead(ByteBuffer records, int decisions, Trace trace) throws IOException {
        try {
            for (int i = 0; i < decisions; i++) {
                Trace.Entry entry = TraceRecord.read(records);
                trace.add(entry.observationHash(), entry.answer(), entry.stateHash());
            }
            return true;
        } catch (BufferUnderflowException tooFew) {
            return false;
        }
    }

    /// No more than so many records can take.
    private static byte[] inflated(byte[] packed, int decisions) throws IOException {
        try (var in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
            return in.readNBytes(1 + decisions * TraceRecord.BYTES_MAX);
        }
    }
}
