package dev.firsthand.bench.trial;

import dev.firsthand.bench.people.SpeechAct;
import dev.firsthand.bench.policy.Answer;
import dev.firsthand.bench.world.Action;
import dev.firsthand.bench.world.Op;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;

/// One decision as bytes: docs/formats/bench.md.
final class TraceRecord {
    /// With a claim and speech.
    static final int BYTES_MAX = 47;

    private static final int CLAIMS = 1;
    private static final int SAYS = 2;
    private static final int OPS = Op.values().length;

    private TraceRecord() {}

    static void write(DataOutputStream out, Trace.Entry entry) throws IOException {
        Answer answer = entry.answer();
        Action action = answer.action();
        out.writeLong(entry.observationHash());
        out.writeByte(action.op().code());
        out.writeByte((answer.claim().isPresent() ? CLAIMS : 0) | (answer.say().isPresent() ? SAYS : 0));
        out.writeInt(action.a());
        out.writeInt(action.b());
        out.writeInt(action.c());
        if (answer.claim().isPresent()) {
            out.writeInt(answer.claim().get().request());
            out.writeInt(answer.claim().get().confidencePerMille());
        }
        if (answer.say().isPresent()) {
            out.writeInt(answer.say().get().listener());
            out.writeByte(answer.say().get().act().code());
            out.writeInt(answer.say().get().about());
        }
        out.writeLong(entry.stateHash());
    }

    static Trace.Entry read(DataInputStream in) throws IOException {
        long observation = in.readLong();
        int op = in.readUnsignedByte();
        int parts = in.readUnsignedByte();
        if (op >= OPS || parts > (CLAIMS | SAYS)) {
            throw new IOException("no decision has operation %d and parts %d".formatted(op, parts));
        }
        var action = new Action(Op.of(op), in.readInt(), in.readInt(), in.readInt());
        Optional<Answer.Claim> claim =
                (parts & CLAIMS) == 0 ? Optional.empty() : Optional.of(new Answer.Claim(in.readInt(), in.readInt()));
        Optional<Answer.Speech> say = (parts & SAYS) == 0
                ? Optional.empty()
                : Optional.of(new Answer.Speech(in.readInt(), SpeechAct.of(in.readUnsignedByte()), in.readInt()));
        return new Trace.Entry(observation, new Answer(action, claim, say), in.readLong());
    }
}
