package dev.firsthand.engine.publiclog;

import dev.firsthand.evidence.note.NoteCheck;
import dev.firsthand.evidence.note.NoteFormatException;
import dev.firsthand.evidence.note.Policy;
import dev.firsthand.evidence.note.SignedNote;
import dev.firsthand.evidence.witness.LawfulRestore;
import dev.firsthand.evidence.witness.WitnessClient;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The witnesses that the operator asks to sign checkpoints, and how each stands. Who they are stands in
/// `witnesses.txt` in lines of a policy: `witness <name> <vkey> <url>`, and a `quorum` where one is wanted.
public final class Witnesses implements AutoCloseable {
    public static final String FILE = "witnesses.txt";

    private static final Logger LOG = LoggerFactory.getLogger(Witnesses.class);

    private final PublicLog log;
    private final String lines;
    private final List<Asked> asked = new ArrayList<>();
    private String published = "";
    private volatile boolean hasAsked;

    /// One witness: when it last signed, or why it did not.
    public record Standing(String name, Optional<Instant> signedAt, Optional<String> fault) {}

    private static final class Asked {
        private final Policy.Witness witness;
        private final WitnessClient client;
        private volatile Standing standing;

        Asked(Policy.Witness witness, URI address) {
            this.witness = witness;
            this.client = new WitnessClient(address, List.of(witness.key()));
            this.standing = new Standing(witness.name(), Optional.empty(), Optional.empty());
        }
    }

    private Witnesses(PublicLog log, String lines) {
        this.log = log;
        this.lines = lines;
    }

    /// As the file in this folder says; none without one.
    public static Witnesses read(Path folder, PublicLog log) throws IOException {
        Path file = folder.resolve(FILE);
        String lines = Files.exists(file) ? Files.readString(file) : "";
        var witnesses = new Witnesses(log, lines.isEmpty() || lines.endsWith("\n") ? lines : lines + "\n");
        try {
            for (Policy.Witness witness : Policy.parse(witnesses.policy()).witnesses()) {
                URI address = URI.create(witness.url()
                        .orElseThrow(
                                () -> new NoteFormatException("witness `%s` has no URL".formatted(witness.name()))));
                witnesses.asked.add(new Asked(witness, address));
            }
        } catch (NoteFormatException | IllegalArgumentException wrong) {
            throw new IOException("%s: %s".formatted(file, wrong.getMessage()), wrong);
        }
        witnesses.publish();
        return witnesses;
    }

    /// The policy for whoever checks what this log says: its keys, its witnesses, and no witness needed where the
    /// operator's file names no quorum.
    public byte[] policy() throws IOException {
        var text = new StringBuilder(log.policyLines()).append(lines);
        if (lines.lines().noneMatch(line -> line.startsWith("quorum "))) {
            text.append("quorum none\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// How many signed the newest checkpoint that are not the operator's own.
    public int independent() throws IOException {
        return Policy.parse(policy()).independentWitnesses(log.checkpoint()).size();
    }

    public List<Standing> standing() {
        return asked.stream().map(one -> one.standing).toList();
    }

    /// Puts beside the log what whoever copies it needs to check it, where that has changed.
    public synchronized void publish() throws IOException {
        byte[] policy = policy();
        String text = new String(policy, StandardCharsets.UTF_8);
        if (!published.equals(text)) {
            log.publishTrust(policy);
            published = text;
        }
    }

    /// Asks every witness what it has seen, before the log goes on as another one.
    public LawfulRestore.Answer mayGoOn() throws IOException {
        return LawfulRestore.ask(log.source(), Policy.parse(policy()));
    }

    /// Whether each was asked what it has seen: before that nothing should be logged, for an older state of all may
    /// have been put back.
    public boolean haveBeenAsked() {
        return hasAsked || asked.isEmpty();
    }

    /// Asks each witness that has not signed the newest checkpoint; the first time each, for what it has seen. Says
    /// how many signed now.
    public synchronized int round() {
        if (!haveBeenAsked()) {
            asked.forEach(this::stopWhereItSawMore);
            hasAsked = true;
        }
        int signed = askAll();
        try {
            log.endYear(this::allSigned);
            publish();
        } catch (IOException e) {
            LOG.warn("the public log could not be looked after: {}", e.getMessage());
        }
        return signed;
    }

    private int askAll() {
        int signed = 0;
        for (Asked one : asked) {
            signed += ask(one) ? 1 : 0;
        }
        return signed;
    }

    private boolean allSigned() {
        askAll();
        return asked.stream().allMatch(one -> one.standing.fault().isEmpty());
    }

    private boolean ask(Asked one) {
        try {
            SignedNote note = log.checkpoint();
            if (note.check(List.of(one.witness.key())) instanceof NoteCheck.Signed) {
                return false;
            }
            return switch (one.client.cosign(note, log.reader())) {
                case WitnessClient.Result.Refused(int status, var why) -> refused(one, "%d: %s".formatted(status, why));
                case WitnessClient.Result.Cosigned(var cosigned) -> signed(one, cosigned);
            };
        } catch (IOException | RuntimeException fault) {
            return failed(one, String.valueOf(fault.getMessage()));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean signed(Asked one, SignedNote cosigned) throws IOException {
        log.publish(cosigned);
        if (cosigned.check(List.of(one.witness.key())) instanceof NoteCheck.Signed(var by)) {
            one.standing = new Standing(one.witness.name(), by.getFirst().time(), Optional.empty());
        }
        return true;
    }

    private boolean refused(Asked one, String why) {
        stopWhereItSawMore(one);
        return failed(one, why);
    }

    /// A witness that can show more of the log than there is, signed by the log itself, stops the writer: each
    /// further entry would make the fork longer. Without that proof it is a witness that does not sign.
    private void stopWhereItSawMore(Asked one) {
        try {
            log.checkpoint(); // a log that has not begun yet begins
            if (LawfulRestore.lost(log.source(), Policy.parse(policy()), one.witness)
                    .isPresent()) {
                log.stopPutBack();
            }
        } catch (IOException | RuntimeException fault) {
            LOG.warn("witness {} did not say what it has seen: {}", one.witness.name(), fault.getMessage());
        }
    }

    private static boolean failed(Asked one, String why) {
        if (!Optional.of(why).equals(one.standing.fault())) {
            LOG.warn("witness {} did not sign: {}", one.witness.name(), why);
        }
        one.standing = new Standing(one.witness.name(), one.standing.signedAt(), Optional.of(why));
        return false;
    }

    @Override
    public void close() {
        asked.forEach(one -> one.client.close());
    }
}
