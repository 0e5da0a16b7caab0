package dev.firsthand.evidence.witness;

import dev.firsthand.evidence.log.LogReader;
import dev.firsthand.evidence.log.LogSource;
import dev.firsthand.evidence.note.SignedNote;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Looks at a log where its operator serves it, without being asked to: takes the checkpoint, proves its growth
/// from the tiles, and has the witness sign or refuse it.
public final class Follower {
    private final Witness witness;
    private final String address;
    private final LogSource log;
    private final InstantSource clock;
    private String refused = "";
    private volatile Optional<Look> last = Optional.empty();

    public Follower(Witness witness, String address, LogSource log, InstantSource clock) {
        this.witness = witness;
        this.address = address;
        this.log = log;
        this.clock = clock;
    }

    /// What came of one look, in words for people. `alarm` where the log showed what it must not.
    public record Look(Instant at, String result, boolean alarm) {}

    public String address() {
        return address;
    }

    /// Waits for no look that is under way: the page that shows it must not hang on a slow log.
    public Optional<Look> last() {
        return last;
    }

    /// Never fails: a log that cannot be read is an outcome too.
    public synchronized Look look() {
        Look look;
        try {
            var reader = new LogReader(log);
            look = judge(reader.checkpoint(), reader);
        } catch (IOException | IllegalArgumentException e) {
            look = new Look(clock.instant(), "cannot be read: " + e.getMessage(), false);
        }
        last = Optional.of(look);
        return look;
    }

    private Look judge(SignedNote note, LogReader reader) throws IOException {
        String size = Long.toUnsignedString(note.checkpoint().size());
        if (note.text().equals(refused)) {
            return new Look(
                    clock.instant(), "still shows the checkpoint of size %s that was refused".formatted(size), true);
        }
        WitnessAnswer answer = witness.follow(note, reader);
        boolean alarm = answer instanceof WitnessAnswer.Inconsistent || answer instanceof WitnessAnswer.OtherSize;
        refused = alarm ? note.text() : "";
        return new Look(
                clock.instant(),
                switch (answer) {
                    case WitnessAnswer.Cosigned(var signatures) ->
                        signatures.isEmpty()
                                ? "unchanged at size %s".formatted(size)
                                : "cosigned at size %s".formatted(size);
                    case WitnessAnswer.OtherSize(var known) ->
                        "refused: it shows size %s, and %s was seen before"
                                .formatted(size, Long.toUnsignedString(known));
                    case WitnessAnswer.Inconsistent(var why) -> "refused: " + why;
                    case WitnessAnswer.Unsigned() ->
                        "refused: no key of this log in the file of logs signed its checkpoint";
                    case WitnessAnswer.UnknownLog() ->
                        "not watched: no line of the file of logs is of %s"
                                .formatted(note.checkpoint().origin());
                    case WitnessAnswer.Malformed(var why) -> "refused: " + why;
                },
                alarm);
    }
}
