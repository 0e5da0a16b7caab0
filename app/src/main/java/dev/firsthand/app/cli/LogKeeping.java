package dev.firsthand.app.cli;

import dev.firsthand.engine.publiclog.Evidence;
import dev.firsthand.engine.store.DataFolder;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.Vault;
import dev.firsthand.evidence.command.Arguments;
import dev.firsthand.evidence.command.Caller;
import dev.firsthand.evidence.command.Printable;
import dev.firsthand.evidence.command.WrongUseException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `firsthand log rotate`, `hand-over`, `restore`, `prune`, `audit` and `answer`: what an operator does with the
/// log of a server that does not run. All other words behind `log` go to the program that needs no server.
public final class LogKeeping implements EvidenceCommand.Program {
    private static final String USAGE = """

            With the data folder of a server, while the server does not run:
                   {words} rotate [--days N]
                   {words} hand-over --reason TEXT [--accept-loss]
                   {words} restore [--reason TEXT] [--accept-loss]
                   {words} prune --before INDEX [--log ORIGIN]
                   {words} audit [--checkpoint FILE|URL]...
                   {words} answer CHALLENGE --out FILE
                   each with [--data DIR] [--database URL]

              rotate         new keys sign beside the old ones, which end after so many days (30); statements are
                             signed by a new one at once
              hand-over      ends the log and goes on with another one: when its key was stolen. Asks the witnesses
                             first
              restore        as hand-over, where an older state of the log's folder was put back. What the log lost is
                             put into the new one
              prune          takes old entries away, whole bundles of 256; every proof still holds
              audit          holds the database against every log, and both against checkpoints that somebody else kept:
                             a checkpoint, a receipt or another .proof, a .tlog-proof, or the address of a witness
              answer         opens the entries that a challenge asks for; which opened is told at /log/samples
              --data DIR     the data folder (firsthand-data)
              --database URL the database, where it is an outside one
              --accept-loss  also where a witness has seen entries that no backup holds any more
              --log ORIGIN   which log, where one has ended (else the current one)

            Example:
              {typed} audit --checkpoint receipts.proof
            """;
    private static final Set<String> OPTIONS =
            Set.of("--data", "--database", "--days", "--reason", "--before", "--log", "--checkpoint", "--out");
    private static final Set<String> COMMANDS = Set.of("rotate", "hand-over", "restore", "prune", "audit", "answer");
    private static final Path DATA = Path.of("firsthand-data");

    private final EvidenceCommand.Program others;
    private final Opener opener;
    private final InstantSource clock;

    public LogKeeping(EvidenceCommand.Program others, Opener opener, InstantSource clock) {
        this.others = others;
        this.opener = opener;
        this.clock = clock;
    }

    /// The log of a server that does not run, with the rows that it stands for. Whoever holds one keeps every
    /// server of this data folder from starting.
    public interface AtRest extends AutoCloseable {
        Database database();

        Vault vault();

        Evidence evidence();

        @Override
        void close() throws IOException;
    }

    /// Opens it; refuses while a server runs.
    public interface Opener {
        AtRest open(Path data, Optional<String> database) throws IOException;
    }

    @Override
    public int run(Caller caller, List<String> words) {
        if (Arguments.askForHelp(words)) {
            int code = others.run(caller, words);
            caller.out().print(caller.help(USAGE));
            return code;
        }
        if (words.isEmpty() || !COMMANDS.contains(words.getFirst())) {
            return others.run(caller, words);
        }
        try {
            var arguments = Arguments.of(words.subList(1, words.size()), OPTIONS, Set.of(LogWishes.ACCEPT_LOSS));
            return run(caller, words.getFirst(), arguments);
        } catch (WrongUseException e) {
            return caller.refuse(e.why());
        } catch (NoSuchFileException e) {
            return caller.refuse("there is no file %s".formatted(e.getFile()));
        } catch (FileSystemException e) {
            return caller.refuse("%s cannot be read or written".formatted(e.getFile()));
        } catch (IOException e) {
            caller.err().println(Printable.of("%s: %s".formatted(caller.words(), e.getMessage())));
            return 1;
        }
    }

    private int run(Caller caller, String command, Arguments arguments) throws IOException, WrongUseException {
        var wishes = new LogWishes(caller, arguments, clock);
        LogWishes.Wish wish = switch (command) {
            case "rotate" -> wishes.rotate();
            case "hand-over" -> wishes.handOver();
            case "restore" -> wishes.restore();
            case "prune" -> wishes.prune();
            case "audit" -> wishes.audit();
            case "answer" -> wishes.answer();
            default -> throw new IllegalStateException("no command: " + command);
        };
        Path data = arguments.file("--data").orElse(DATA);
        if (!Files.isDirectory(new DataFolder(data).keys())) {
            throw new WrongUseException("%s is no data folder of a server: give it with --data".formatted(data));
        }
        try (AtRest log = opener.open(data, arguments.option("--database"))) {
            return wish.of(log);
        }
    }
}
