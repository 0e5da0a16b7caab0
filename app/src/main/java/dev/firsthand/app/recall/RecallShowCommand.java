package dev.firsthand.app.recall;

import dev.firsthand.app.cli.Version;
import dev.firsthand.engine.recall.RecallNotice;
import dev.firsthand.engine.recall.RecallNotice.Called;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `firsthand recall show`: says what a signed notice asks for, once its signature held.
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Checks a signed recall notice offline and says what it asks for.",
        footer = {
            "",
            "Example:",
            "  ./firsthand recall show laundry-1.0.0-recall.json --keys laundry-1.0.0/evidence/keys.txt"
        })
public final class RecallShowCommand implements Callable<Integer> {
    private final PrintStream results;
    private final PrintStream screen;

    @Parameters(paramLabel = "FILE", description = "the signed notice")
    private Path file = Path.of("");

    @Option(names = "--keys", paramLabel = "FILE", description = "who may state what (else keys.txt beside the notice)")
    private Optional<Path> keys = Optional.empty();

    public RecallShowCommand(PrintStream results, PrintStream screen) {
        this.results = results;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        try {
            show(NoticeFile.read(file, keys));
            return 0;
        } catch (IOException e) {
            screen.println(e.getMessage());
            return 1;
        }
    }

    private void show(NoticeFile read) {
        RecallNotice notice = read.notice();
        results.printf(
                "recall     %s %s, to %s%n", notice.copy().name(), notice.copy().version(), notice.holder());
        results.printf("signed     by %s at %s%n", read.signers(), notice.at());
        results.printf(
                "successor  %s%n",
                notice.successor().map(RecallNotice.Copy::version).orElse("none: nothing was left"));
        results.printf("answer by  %s%n", notice.answerBy());
        for (Called called : notice.called()) {
            results.printf(
                    "ground     %s, episodes: %d%n",
                    called.ground().wireName(), called.episodes().size());
            results.printf("  copies   delete%n  derived  delete-or-derive-again%n  models   %s%n", called.models());
            called.episodes().forEach(name -> results.printf("  %s%n", name));
        }
    }
}
