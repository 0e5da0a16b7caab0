package dev.firsthand.bench.trial;

import dev.firsthand.bench.policy.Answer;
import dev.firsthand.bench.policy.Ending;
import dev.firsthand.bench.policy.PolicyFault;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/// Every decision of a trial: what was seen, what was answered, and the state after it, as hashes; chained by
/// SHA-256.
public final class Trace {
    private static final int CHAINED_EVERY = 1000;

    private final List<Entry> entries = new ArrayList<>();
    private Ending ending = Ending.OVER;
    private String fault = "";

    /// One decision.
    record Entry(long observationHash, Answer answer, long stateHash) {}

    static Trace notLived() {
        var trace = new Trace();
        trace.end(Ending.NOT_LIVED);
        return trace;
    }

    void add(long observationHash, Answer answer, long stateHash) {
        entries.add(new Entry(observationHash, answer, stateHash));
    }

    void end(Ending how) {
        ending = how;
    }

    void explain(PolicyFault why) {
        fault = why.line();
    }

    /// Why it ended, in words of whoever failed; empty where nobody did. Known to the run alone: it is in no file.
    public String fault() {
        return fault;
    }

    public Ending ending() {
        return ending;
    }

    public int decisions() {
        return entries.size();
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    /// Whether the same was answered at every decision.
    public boolean answersOnly(Answer answer) {
        return entries.stream().allMatch(entry -> entry.answer().equals(answer));
    }

    boolean answersEqual(Trace other) {
        return each(Entry::answer).equals(other.each(Entry::answer));
    }

    /// Whether the same was seen and heard at every decision.
    boolean observationsEqual(Trace other) {
        return each(Entry::observationHash).equals(other.each(Entry::observationHash));
    }

    private <T> List<T> each(Function<Entry, T> part) {
        return entries.stream().map(part).toList();
    }

    /// The head of the chain: a digest over every thousand records and the digest before them; first over the
    /// ending.
    public String head() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            byte[] head = digest.digest(new byte[] {(byte) ending.code()});
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

    byte[] records() {
        return plain(entries);
    }

    private static byte[] plain(List<Entry> some) {
        ByteBuffer bytes = ByteBuffer.allocate(some.size() * TraceRecord.BYTES_MAX);
        some.forEach(entry -> TraceRecord.write(bytes, entry));
        return Arrays.copyOf(bytes.array(), bytes.position());
    }
}
