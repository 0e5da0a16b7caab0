package dev.firsthand.bench.trial;

import dev.firsthand.bench.people.SpeechAct;
import dev.firsthand.bench.policy.Answer;
import dev.firsthand.bench.world.Action;
import dev.firsthand.bench.world.Op;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// One decision as bytes: docs/formats/bench.md.
final class TraceRecord {
    /// With a claim and speech.
    static final int BYTES_MAX = 47;

    private static final int CLAIMS = 1;
    private static final int SAYS = 2;
    private static final int OPS = Op.values().length;

    private TraceRecord() {}

    static void write(ByteBuffer out, Trace.Entry entry) {
        Answer answer = entry.answer();
        Action action = answer.action();
        out.putLong(entry.observationHash());
        out.put((byte) action.op().code());
        out.put((byte)
                ((answer.claim().isPresent() ? CLAIMS : 0) | (answer.say().isPresent() ? SAYS : 0)));
        out.putInt(action.a());
        out.putInt(action.b());
        out.putInt(action.c());
        if (answer.claim().isPresent()) {
            out.putInt(answer.claim().get().request());
            out.putInt(answer.claim().get().confidencePerMille());
        }
        if (answer.say().isPresent()) {
            out.putInt(answer.say().get().listener());
            out.put((byte) answer.say().get().act().code());
            out.putInt(answer.say().get().about());
        }
        out.putLong(entry.stateHash());
    }

    static Trace.Entry read(ByteBuffer in) throws IOException {
        long observation = in.getLong();
        int op = Byte.toUnsignedInt(in.get());
        int parts = Byte.toUnsignedInt(in.get());
        if (op >= OPS || parts > (CLAIMS | SAYS)) {
            throw new IOException("no decision has operation %d and parts %d".formatted(op, parts));
        }
        var action = new Action(Op.of(op), in.getInt(), in.getInt(), in.getInt());
        Optional<Answer.Claim> claim =
                (parts & CLAIMS) == 0 ? Optional.empty() : Optional.of(new Answer.Claim(in.getInt(), in.getInt()));
        Optional<Answer.Speech> say = (parts & SAYS) == 0
                ? Optional.empty()
                : Optional.of(new Answer.Speech(in.getInt(), SpeechAct.of(Byte.toUnsignedInt(in.get())), in.getInt()));
        return new Trace.Entry(observation, new Answer(action, claim, say), in.getLong());
    }
}
