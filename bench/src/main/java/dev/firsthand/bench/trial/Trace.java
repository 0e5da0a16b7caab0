package dev.firsthand.bench.trial;

import dev.firsthand.bench.people.SpeechAct;
import dev.firsthand.bench.policy.Answer;
import dev.firsthand.bench.world.Action;
import dev.firsthand.bench.world.Op;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// Every decision of a trial: what was seen, what was answered, and the state after it, as hashes; chained by SHA-256.
public final class Trace {
    private static final int CHAINED_EVERY = 1000;
    private static final int NOTHING = -1;

    private final List<Entry> entries = new ArrayList<>();

    /// One decision.
    record Entry(long observationHash, Answer answer, long stateHash) {}

    void add(long observationHash, Answer answer, long stateHash) {
        entries.add(new Entry(observationHash, answer, stateHash));
    }

    public int decisions() {
        return entries.size();
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    /// The head of the chain: a digest over every thousand records and the digest before them.
    public String head() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            byte[] head = new byte[digest.getDigestLength()];
            for (int from = 0; from < entries.size(); from += CHAINED_EVERY) {
                digest.update(head);
                digest.update(plain(entries.subList(from, Math.min(entries.size(), from + CHAINED_EVERY))));
                head = digest.digest();
            }
            return HexFormat.of().formatHex(head);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /// The records, compressed.
    public byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        try (var compressed = new DeflaterOutputStream(bytes)) {
            compressed.write(plain(entries));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    public static Trace read(byte[] bytes) throws IOException {
        var trace = new Trace();
        try (var in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes)))) {
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                trace.add(in.readLong(), readAnswer(in), in.readLong());
            }
        }
        return trace;
    }

    private static byte[] plain(List<Entry> some) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(some.size());
            for (Entry entry : some) {
                out.writeLong(entry.observationHash());
                write(out, entry.answer());
                out.writeLong(entry.stateHash());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, Answer answer) throws IOException {
        Action action = answer.action();
        out.writeByte(action.op().code());
        out.writeInt(action.a());
        out.writeInt(action.b());
        out.writeInt(action.c());
        out.writeShort(answer.claim().map(Answer.Claim::request).orElse(NOTHING));
        if (answer.claim().isPresent()) {
            out.writeShort(answer.claim().get().confidencePerMille());
        }
        out.writeInt(answer.say().map(Answer.Speech::listener).orElse(NOTHING));
        if (answer.say().isPresent()) {
            out.writeByte(answer.say().get().act().code());
            out.writeInt(answer.say().get().about());
        }
    }

    private static Answer readAnswer(DataInputStream in) throws IOException {
        var action = new Action(Op.of(in.readUnsignedByte()), in.readInt(), in.readInt(), in.readInt());
        int request = in.readShort();
        Optional<Answer.Claim> claim =
                request == NOTHING ? Optional.empty() : Optional.of(new Answer.Claim(request, in.readShort()));
        int listener = in.readInt();
        Optional<Answer.Speech> say = listener == NOTHING
                ? Optional.empty()
                : Optional.of(new Answer.Speech(listener, SpeechAct.of(in.readUnsignedByte()), in.readInt()));
        return new Answer(action, claim, say);
    }
}
