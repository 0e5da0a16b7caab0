package dev.firsthand.evidence.audit;

import dev.firsthand.evidence.command.Arguments;
import dev.firsthand.evidence.command.Caller;
import dev.firsthand.evidence.command.Printable;
import dev.firsthand.evidence.command.WrongUseException;
import dev.firsthand.evidence.http.LogServer;
import dev.firsthand.evidence.log.Fsck;
import dev.firsthand.evidence.log.HandOver;
import dev.firsthand.evidence.log.LogDamagedException;
import dev.firsthand.evidence.log.LogReader;
import dev.firsthand.evidence.note.Checkpoint;
import dev.firsthand.evidence.note.NoteSignature;
import dev.firsthand.evidence.note.Policy;
import dev.firsthand.evidence.note.VerifierKey;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/// `firsthand log`: what stands in a log, whether it is whole, serving a copy of it, and drawing entries that its
/// operator must open.
public final class LogProgram {
    private static final String USAGE = """
            Usage: {words} info|fsck [DIR] [--policy FILE]
                   {words} serve DIR [--port N]
                   {words} sample --beacon HEX --count N [DIR] [--policy FILE] [--out FILE]
                   {words} sample --check CHALLENGE ANSWERS [DIR] [--policy FILE] [--keys FILE]
            Looks at a public log: DIR is its folder, or the data folder of a server (firsthand-data).

              info           origin, keys, size, age of the checkpoint, witnesses that signed
              fsck           derives every hash and the root again from all entries
              serve          serves a log read-only over HTTP (tlog-tiles) on this machine
              sample         draws entries by a public beacon; each must be opened within seven days. With --check it
                             says which answers hold, are late, false or missing
              --policy FILE  the keys of the log and of witnesses (else policy.txt in the log's folder)
              --keys FILE    who may state which steps (else keys.txt in the log's folder)
              --port N       where to serve (8643)
              --beacon HEX   16 to 64 bytes that nobody knew when the checkpoint was signed
              --count N      how many entries to draw
              --out FILE     where the challenge goes (challenge.txt)

            Exit: 0 as it should be, 1 something is wrong, 2 wrong use, 3 not all is answered yet.

            Example:
              {typed} info firsthand-data
            """;
    private static final Set<String> OPTIONS =
            Set.of("--policy", "--keys", "--port", "--beacon", "--count", "--out", "--check");
    private static final String DATA = "firsthand-data";
    private static final int PORT = 8643;
    private static final int PORT_MAX = 65_535;

    private final Caller caller;
    private final Arguments arguments;
    private final InstantSource clock;

    private LogProgram(Caller caller, Arguments arguments, InstantSource clock) {
        this.caller = caller;
        this.arguments = arguments;
        this.clock = clock;
    }

    public static int run(Caller caller, List<String> words) {
        return run(caller, words, InstantSource.system());
    }

    static int run(Caller caller, List<String> words, InstantSource clock) {
        if (Arguments.askForHelp(words)) {
            caller.out().print(caller.help(USAGE));
            return 0;
        }
        if (words.isEmpty()) {
            return caller.refuse("say what to do: info, fsck, serve or sample; --help says more");
        }
        try {
            var arguments = Arguments.of(words.subList(1, words.size()), OPTIONS, Set.of());
            return new LogProgram(caller, arguments, clock).run(words.getFirst());
        } catch (WrongUseException e) {
            return caller.refuse(e.why());
        } catch (FileSystemException e) {
            return caller.refuse("%s cannot be read or written".formatted(e.getFile()));
        } catch (IOException e) {
            caller.err().println(Printable.of("%s: %s".formatted(caller.words(), e.getMessage())));
            return 1;
        }
    }

    private int run(String command) throws IOException, WrongUseException {
        return switch (command) {
            case "info" -> tell();
            case "fsck" -> check();
            case "serve" -> serve();
            case "sample" -> new SampleCommand(caller, arguments, clock).run();
            default ->
                throw new WrongUseException(
                        "there is no %s: info, fsck, serve or sample; --help says more".formatted(command));
        };
    }

    private LogFolder folder() throws WrongUseException {
        if (arguments.rest().size() > 1) {
            throw new WrongUseException("one folder at a time, not %s".formatted(arguments.rest()));
        }
        return LogFolder.at(
                arguments.rest().isEmpty()
                        ? Path.of(DATA)
                        : Arguments.path(arguments.rest().getFirst()));
    }

    private int tell() throws IOException, WrongUseException {
        LogFolder folder = folder();
        Optional<Policy> policy = folder.policy(arguments.file("--policy"));
        if (policy.isEmpty()) {
            return tellUnchecked(folder);
        }
        var standing = Standing.of(folder.source(), policy.get());
        tell(standing.checkpoint());
        tellOrigin(folder, standing.checkpoint());
        if (standing.refused().isPresent()) {
            say("lies", standing.refused().get());
            return 1;
        }
        say(
                "signed",
                standing.signed()
                        .map(at -> "%s, %s".formatted(at, words(Duration.between(at, clock.instant()))))
                        .orElse(
                                "at an unknown time: the policy has no ML-DSA-44 key of the log, which alone signs a time"));
        for (VerifierKey key : policy.get().logKeys()) {
            say("key", "%s, SHA-256 %s".formatted(key, key.fingerprint()));
            say("", key.text());
        }
        standing.witnesses().forEach((name, at) -> say("witness", "%s at %s".formatted(name, at)));
        say(
                "witnesses",
                "%d independent of the operator"
                        .formatted(standing.independent().size()));
        return 0;
    }

    private int tellUnchecked(LogFolder folder) throws IOException {
        var note = new LogReader(folder.source()).checkpoint();
        tell(note.checkpoint());
        say(
                "signed",
                note.signatures().stream()
                        .map(NoteSignature::name)
                        .distinct()
                        .collect(Collectors.joining(", ", "as it says by ", "")));
        say("unchecked", "no signature was looked at: give --policy FILE with a line `log <vkey>` for each key");
        return 0;
    }

    private void tell(Checkpoint checkpoint) {
        say("origin", checkpoint.origin());
        say("entries", Long.toUnsignedString(checkpoint.size()));
        say("root", checkpoint.root());
    }

    /// A log may go on where another one ended; its first entry says so.
    private void tellOrigin(LogFolder folder, Checkpoint checkpoint) throws IOException {
        if (checkpoint.size() == 0) {
            return;
        }
        try {
            byte[] first = new LogReader(folder.source()).entry(0, checkpoint.size());
            if (HandOver.isOne(first)) {
                HandOver handOver = HandOver.parse(first);
                Checkpoint old = handOver.last().checkpoint();
                say(
                        "goes on",
                        "from %s at %s entries, root %s: %s"
                                .formatted(
                                        old.origin(),
                                        Long.toUnsignedString(old.size()),
                                        old.root(),
                                        handOver.reason()));
                if (handOver.seen().isPresent()) {
                    Checkpoint seen = handOver.seen().get().checkpoint();
                    boolean isMore = Long.compareUnsigned(seen.size(), old.size()) > 0;
                    say(
                            "lost",
                            "a witness had seen %s of it: %s entries, root %s"
                                    .formatted(
                                            isMore ? "more, or another history," : "another history",
                                            Long.toUnsignedString(seen.size()),
                                            seen.root()));
                }
            }
        } catch (LogDamagedException pruned) {
            say("begins", "with entries that were pruned");
        }
    }

    private int check() throws IOException, WrongUseException {
        LogFolder folder = folder();
        Policy policy = folder.requiredPolicy(arguments.file("--policy"));
        Fsck.Report report = Fsck.check(folder.source(), policy.logKeys());
        report.findings().forEach(finding -> say("wrong", finding));
        if (!report.findings().isEmpty()) {
            return 1;
        }
        say(
                "whole",
                "%s entries have the root %s that the log signed"
                        .formatted(Long.toUnsignedString(report.size()), report.root()));
        if (report.from() > 0) {
            say("pruned", "entries before %d: of those the hashes alone were checked".formatted(report.from()));
        }
        return 0;
    }

    private int serve() throws IOException, WrongUseException {
        int port = arguments.number("--port", PORT);
        if (port < 0 || port > PORT_MAX) {
            throw new WrongUseException("there is no port %d".formatted(port));
        }
        LogFolder folder = folder();
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (var server = LogServer.start(folder.source(), address)) {
            caller.out()
                    .println(Printable.of("%s is served read-only at %s for this machine. Stop it with Ctrl-C."
                            .formatted(folder.folder(), server.address())));
            new CountDownLatch(1).await();
        } catch (BindException e) {
            throw new WrongUseException("port %d is taken: give another with --port".formatted(port));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private void say(String what, String text) {
        caller.out().println(Printable.of("%-9s  %s".formatted(what, text)));
    }

    private static String words(Duration age) {
        if (age.isNegative()) {
            return "which lies ahead of this machine's clock";
        }
        if (age.toMinutes() < 2) {
            return age.toSeconds() + " s ago";
        }
        return age.toHours() < 2 ? age.toMinutes() + " min ago" : age.toHours() + " h ago";
    }
}
