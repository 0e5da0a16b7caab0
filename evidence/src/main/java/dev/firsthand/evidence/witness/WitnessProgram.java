package dev.firsthand.evidence.witness;

import dev.firsthand.evidence.command.Arguments;
import dev.firsthand.evidence.command.Caller;
import dev.firsthand.evidence.command.Printable;
import dev.firsthand.evidence.command.WrongUseException;
import dev.firsthand.evidence.http.HttpLogSource;
import dev.firsthand.evidence.log.DirectoryLogFiles;
import dev.firsthand.evidence.log.LogInUseException;
import dev.firsthand.evidence.note.KeyFile;
import dev.firsthand.evidence.note.KeyKind;
import dev.firsthand.evidence.note.KeySecret;
import dev.firsthand.evidence.note.NoteFormatException;
import dev.firsthand.evidence.note.Policy;
import dev.firsthand.evidence.note.SigningKey;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Runs a witness beside no other part of the system: `firsthand witness`, or from `firsthand-verify.jar`.
public final class WitnessProgram {
    private static final String USAGE = """
            Usage: {words} --folder DIR --name NAME --logs FILE --passphrase FILE
                     [--follow URL]... [--host HOST] [--port PORT]
            Remembers the logs named in a policy file and signs what grew from what it saw. A page tells what that is.

              --folder DIR       its keys and what it has seen; keys are made at the first start
              --name NAME        its name, such as union.example.net/witness
              --logs FILE        a policy file with a line `log <vkey>` for each key of each log
              --passphrase FILE  the first line opens its keys
              --follow URL       where a log is served; it looks there every ten seconds without being asked
              --host HOST        where it listens (127.0.0.1: put a proxy with TLS before it)
              --port PORT        (8642)

            Example:
              {typed} --folder witness --name union.example.net/witness --logs logs.txt --passphrase secret.txt
            """;
    private static final Set<String> OPTIONS =
            Set.of("--folder", "--name", "--logs", "--passphrase", "--follow", "--host", "--port");
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);
    private static final int PORT = 8642;
    private static final int PORT_MAX = 65_535;

    private final Caller caller;
    private final Arguments arguments;

    private WitnessProgram(Caller caller, Arguments arguments) {
        this.caller = caller;
        this.arguments = arguments;
    }

    public static void main(String[] arguments) {
        var caller = new Caller(
                "java -cp firsthand-verify.jar dev.firsthand.evidence.witness.WitnessProgram", System.out, System.err);
        System.exit(run(caller, List.of(arguments)));
    }

    /// Runs until the process is stopped; gives an exit code where it cannot.
    public static int run(Caller caller, List<String> words) {
        if (Arguments.askForHelp(words)) {
            caller.out().print(caller.help(USAGE));
            return 0;
        }
        try {
            new WitnessProgram(caller, Arguments.of(words, OPTIONS, Set.of())).serve();
            return 0;
        } catch (WrongUseException e) {
            return caller.refuse(e.why());
        } catch (LogInUseException e) {
            return caller.refuse("its folder is in use: is this witness running already?");
        } catch (NoteFormatException e) {
            return caller.refuse(String.valueOf(e.getMessage()));
        } catch (BindException e) {
            return caller.refuse("it cannot listen there; is another witness running? --port takes another");
        } catch (UnknownHostException e) {
            return caller.refuse("there is no host %s".formatted(e.getMessage()));
        } catch (FileSystemException e) {
            return caller.refuse("%s cannot be read or written".formatted(e.getFile()));
        } catch (IOException e) {
            caller.err().println(Printable.of("%s: %s".formatted(caller.words(), e.getMessage())));
            return 1;
        }
    }

    private void serve() throws IOException, WrongUseException {
        if (!arguments.rest().isEmpty()) {
            throw new WrongUseException(
                    "`%s` belongs to no option".formatted(arguments.rest().getFirst()));
        }
        InetSocketAddress address = address();
        List<URI> logs = logs();
        var witness = witness();
        List<Follower> followers = logs.stream()
                .map(log -> new Follower(witness, log.toString(), new HttpLogSource(log), InstantSource.system()))
                .toList();
        // No log waits for another that is slow.
        try (ScheduledExecutorService looks = Executors.newScheduledThreadPool(followers.size());
                var server = WitnessServer.start(witness, followers, address)) {
            caller.err().println("witness: listening at " + server.address());
            for (Follower follower : followers) {
                var _ = looks.scheduleWithFixedDelay(
                        () -> look(follower), 0, BETWEEN_LOOKS.toSeconds(), TimeUnit.SECONDS);
            }
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Says what is new; the page says the rest.
    private void look(Follower follower) {
        String before = follower.last().map(Follower.Look::result).orElse("");
        Follower.Look look = follower.look();
        if (!look.result().equals(before)) {
            caller.err().println(Printable.of("witness: %s %s".formatted(follower.address(), look.result())));
        }
    }

    private List<URI> logs() throws WrongUseException {
        var logs = new ArrayList<URI>();
        for (String url : arguments.options("--follow")) {
            try {
                logs.add(URI.create(url));
            } catch (IllegalArgumentException e) {
                throw new WrongUseException("`%s` is no address of a log".formatted(url));
            }
            if (!url.matches("https?://[^/]+.*")) {
                throw new WrongUseException(
                        "`%s` is no address of a log: it begins with https:// or http://".formatted(url));
            }
        }
        return List.copyOf(logs);
    }

    private InetSocketAddress address() throws IOException, WrongUseException {
        int port = arguments.number("--port", PORT);
        if (port < 0 || port > PORT_MAX) {
            throw new WrongUseException("there is no port %d".formatted(port));
        }
        return new InetSocketAddress(
                InetAddress.getByName(arguments.option("--host").orElse("127.0.0.1")), port);
    }

    private Witness witness() throws IOException, WrongUseException {
        Path folder = Arguments.path(arguments.required("--folder"));
        String name = arguments.required("--name");
        Policy policy = Policy.parse(bytes(arguments.required("--logs")));
        List<String> secret = Files.readAllLines(Arguments.path(arguments.required("--passphrase")));
        if (secret.isEmpty() || secret.getFirst().isBlank()) {
            throw new WrongUseException("the first line of the passphrase file is empty");
        }
        KeySecret passphrase = KeySecret.passphrase(secret.getFirst().toCharArray());
        Files.createDirectories(folder);
        List<SigningKey> keys = List.of(
                key(folder.resolve("ed25519.key"), name, KeyKind.ED25519_COSIGNATURE, passphrase),
                key(folder.resolve("ml-dsa-44.key"), name, KeyKind.ML_DSA_44_COSIGNATURE, passphrase));
        keys.forEach(key -> caller.out().println(key.verifier().text()));
        var files = DirectoryLogFiles.openForWriting(folder.resolve("seen"));
        return new Witness(files, policy.logKeys(), keys, InstantSource.system());
    }

    private static byte[] bytes(String file) throws IOException, WrongUseException {
        Path path = Arguments.path(file);
        if (!Files.isRegularFile(path)) {
            throw new WrongUseException("there is no file %s".formatted(path));
        }
        return Files.readAllBytes(path);
    }

    private static SigningKey key(Path file, String name, KeyKind kind, KeySecret passphrase)
            throws IOException, WrongUseException {
        if (!Files.exists(file)) {
            var random = new SecureRandom();
            try {
                KeyFile.write(file, SigningKey.generate(name, kind, random), passphrase, random);
            } catch (IllegalArgumentException e) {
                throw new WrongUseException("`%s` is no name of a witness: without spaces and '+'".formatted(name));
            }
        }
        SigningKey key = KeyFile.read(file, passphrase);
        if (!key.verifier().name().equals(name)) {
            throw new WrongUseException("the keys in the folder are of %s, not of %s"
                    .formatted(key.verifier().name(), name));
        }
        return key;
    }
}
