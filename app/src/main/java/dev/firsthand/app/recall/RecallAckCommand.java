package dev.firsthand.app.recall;

import dev.firsthand.app.cli.Version;
import dev.firsthand.engine.recall.AnswerRules;
import dev.firsthand.engine.recall.RecallAnswer;
import dev.firsthand.engine.recall.RecallAnswer.Deeds;
import dev.firsthand.engine.recall.RecallNotice;
import dev.firsthand.evidence.attestation.Envelope;
import dev.firsthand.evidence.json.JsonFormatException;
import dev.firsthand.evidence.note.KeyFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `firsthand recall ack`: signs what a holder did about a notice.
@Command(
        name = "ack",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Signs an answer to a recall notice: what became of copies, derived data and models.",
        footer = {
            "",
            "answers.json: {\"copies\":{\"action\":\"deleted\",\"count\":2,\"on\":\"2026-12-01\"},",
            "  \"derivedData\":{\"action\":\"derived-again\",\"count\":1,\"on\":\"2026-12-02\"},",
            "  \"models\":[{\"name\":\"gripper\",\"version\":\"7\",\"released\":true,",
            "              \"action\":\"leave-out-of-next-training-and-disclose\"}]}",
            "copies:      deleted, or none-made with 0",
            "derivedData: deleted, derived-again, or none-made with 0",
            "models:      leave-out-of-next-training-and-disclose, train-again-without, deleted;",
            "             where the notice asks for train-again-without, one of the last two",
            "on:          the day on which it was done",
            "",
            "Example:",
            "  ./firsthand recall ack laundry-1.0.0-recall.json --keys keys.txt --answers answers.json \\",
            "    --key recall.key --passphrase secret.txt --out laundry-1.0.0-ack.json"
        })
public final class RecallAckCommand implements Callable<Integer> {
    private final PrintStream screen;
    private final InstantSource clock;

    @Parameters(paramLabel = "FILE", description = "the signed notice")
    private Path file = Path.of("");

    @Option(names = "--keys", paramLabel = "FILE", description = "who may state what (else keys.txt beside the notice)")
    private Optional<Path> keys = Optional.empty();

    @Option(names = "--answers", paramLabel = "FILE", required = true, description = "what was done, see below")
    private Path answers = Path.of("");

    @Option(
            names = "--key",
            paramLabel = "FILE",
            required = true,
            description = "your signing key; made when it is not there. Keep it: later answers need the same one")
    private Path key = Path.of("");

    @Option(names = "--passphrase", paramLabel = "FILE", required = true, description = "its first line opens the key")
    private Path passphrase = Path.of("");

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "where the signed answer goes")
    private Path out = Path.of("");

    public RecallAckCommand(PrintStream screen, InstantSource clock) {
        this.screen = screen;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        try {
            NoticeFile read = NoticeFile.read(file, keys);
            Envelope answer = RecallAnswer.sign(
                    read.notice(),
                    read.envelope(),
                    deeds(read.notice()),
                    KeyFile.readOrMake(key, passphrase, "holder/recalls", new SecureRandom()),
                    clock.instant().truncatedTo(ChronoUnit.SECONDS));
            Files.write(out, answer.bytes(), StandardOpenOption.CREATE_NEW);
            screen.printf("%s is signed. Send it on your page of this recall.%n", out);
            return 0;
        } catch (FileAlreadyExistsException e) {
            screen.printf("%s is there already: give another --out.%n", out);
            return 2;
        } catch (IOException e) {
            screen.println(e.getMessage());
            return 1;
        }
    }

    private Deeds deeds(RecallNotice notice) throws IOException {
        Deeds deeds;
        try {
            deeds = Deeds.read(NoticeFile.bytes(answers));
        } catch (JsonFormatException e) {
            throw new IOException(refusal(e.why()), e);
        }
        Optional<String> fault = AnswerRules.of(notice, clock.instant()).fault(deeds);
        if (fault.isPresent()) {
            throw new IOException(refusal(fault.get()));
        }
        return deeds;
    }

    private String refusal(String why) {
        return "%s cannot be taken: %s. --help shows one.".formatted(answers, why);
    }
}
