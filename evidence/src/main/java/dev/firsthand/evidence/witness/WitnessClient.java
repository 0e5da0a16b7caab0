package dev.firsthand.evidence.witness;

import dev.firsthand.evidence.http.BoundedHttp;
import dev.firsthand.evidence.log.LogReader;
import dev.firsthand.evidence.merkle.TreeHash;
import dev.firsthand.evidence.note.Checkpoint;
import dev.firsthand.evidence.note.NoteCheck;
import dev.firsthand.evidence.note.NoteFormatException;
import dev.firsthand.evidence.note.SignedNote;
import dev.firsthand.evidence.note.VerifierKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Asks one witness for its signatures. Learns from each answer how far the witness has seen the log. For one thread.
public final class WitnessClient implements AutoCloseable {
    private static final int ANSWER_BYTES_MAX = 256 << 10;

    private final BoundedHttp http = new BoundedHttp();
    private final URI address;
    private final List<VerifierKey> keys;
    private String origin = "";
    private long seen;

    /// `address` is the submission prefix, with its last slash; `keys` are those of the witness.
    public WitnessClient(URI address, List<VerifierKey> keys) {
        this.address = address.resolve("add-checkpoint");
        this.keys = List.copyOf(keys);
    }

    /// What came of asking.
    public sealed interface Result {
        /// The checkpoint with the witness's lines below those that it had.
        record Cosigned(SignedNote note) implements Result {}

        /// The witness will not sign, or signs with a key that is not its own. A 422 says that it has seen another
        /// history.
        record Refused(int status, String why) implements Result {}
    }

    public Result cosign(SignedNote note, LogReader log) throws IOException, InterruptedException {
        Checkpoint checkpoint = note.checkpoint();
        if (!checkpoint.origin().equals(origin)) { // a log that went on as another one
            origin = checkpoint.origin();
            seen = 0;
        }
        if (isBehind(checkpoint)) {
            return behind(checkpoint);
        }
        HttpResponse<byte[]> answer = send(note, checkpoint, log);
        if (answer.statusCode() == 409) {
            seen = AddCheckpoint.size(text(answer).strip());
            if (isBehind(checkpoint)) {
                return behind(checkpoint);
            }
            answer = send(note, checkpoint, log);
        }
        String body = text(answer);
        return answer.statusCode() == 200
                ? accept(note, checkpoint, body)
                : new Result.Refused(answer.statusCode(), body.strip());
    }

    private boolean isBehind(Checkpoint checkpoint) {
        return Long.compareUnsigned(seen, checkpoint.size()) > 0;
    }

    private Result behind(Checkpoint checkpoint) {
        return new Result.Refused(
                409,
                "the witness has seen size %s already, this log has %s: an older state of it was put back"
                        .formatted(Long.toUnsignedString(seen), Long.toUnsignedString(checkpoint.size())));
    }

    private HttpResponse<byte[]> send(SignedNote note, Checkpoint checkpoint, LogReader log)
            throws IOException, InterruptedException {
        List<TreeHash> proof =
                log.proofs(checkpoint.size()).consistency(Math.min(seen, checkpoint.size()), checkpoint.size());
        byte[] body = AddCheckpoint.of(seen, proof, note).bytes();
        HttpRequest request = HttpRequest.newBuilder(address)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return http.send(request, ANSWER_BYTES_MAX);
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private Result accept(SignedNote note, Checkpoint checkpoint, String lines) {
        try {
            SignedNote answered = SignedNote.parse((note.text() + "\n" + lines).getBytes(StandardCharsets.UTF_8));
            if (answered.check(keys) instanceof NoteCheck.Signed) {
                seen = checkpoint.size();
                return new Result.Cosigned(note.with(answered.signaturesOf(keys)));
            }
            return new Result.Refused(200, "the signatures are not those of the witness");
        } catch (NoteFormatException e) {
            return new Result.Refused(200, "the answer holds no signatures: " + e.why());
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
