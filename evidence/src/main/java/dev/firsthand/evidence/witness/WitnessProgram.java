package dev.firsthand.evidence.witness;

import dev.firsthand.evidence.log.DirectoryLogFiles;
import dev.firsthand.evidence.note.KeyFile;
import dev.firsthand.evidence.note.KeyKind;
import dev.firsthand.evidence.note.Policy;
import dev.firsthand.evidence.note.SigningKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/// Runs a witness beside no other part of the system.
public final class WitnessProgram {
    private static final String USAGE = """
            Usage: java -cp firsthand-verify.jar dev.firsthand.evidence.witness.WitnessProgram
                     --folder DIR --name NAME --logs FILE --passphrase FILE [--host HOST] [--port PORT]
            Remembers the logs named in a policy file and signs what grew from what it saw.

              --folder DIR       its keys and what it has seen; keys are made at the first start
              --name NAME        its name, such as witness.example.org/union
              --logs FILE        a policy file with a line `log <vkey>` for each key of each log
              --passphrase FILE  the first line opens its keys
              --host HOST        where it listens (127.0.0.1: put a proxy with TLS before it)
              --port PORT        (8642)

            Example:
              java -cp firsthand-verify.jar dev.firsthand.evidence.witness.WitnessProgram \\
                --folder witness --name witness.example.org/union --logs logs.txt --passphrase secret.txt
            """;
    private static final Set<String> OPTIONS =
            Set.of("--folder", "--name", "--logs", "--passphrase", "--host", "--port");
    private static final Set<String> NEEDED = Set.of("--folder", "--name", "--logs", "--passphrase");

    private WitnessProgram() {}

    public static void main(String[] arguments) throws InterruptedException {
        var options = new HashMap<String, String>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            options.put(arguments[i], arguments[i + 1]);
        }
        if (arguments.length % 2 != 0
                || !OPTIONS.containsAll(options.keySet())
                || !options.keySet().containsAll(NEEDED)) {
            System.err.print(USAGE);
            System.exit(arguments.length == 1 && arguments[0].equals("--help") ? 0 : 2);
        }
        // A caller that sends nothing must not hold a thread for ever.
        System.setProperty("sun.net.httpserver.maxReqTime", "20");
        System.setProperty("sun.net.httpserver.maxRspTime", "20");
        System.setProperty("jdk.httpserver.maxConnections", "256");
        try {
            var server = start(options);
            System.err.println("witness: listening at " + server.address());
        } catch (IOException | IllegalArgumentException e) {
            System.err.println("witness: " + e.getMessage());
            System.exit(1);
        }
        new CountDownLatch(1).await();
    }

    private static WitnessServer start(Map<String, String> options) throws IOException {
        Path folder = Files.createDirectories(Path.of(options.getOrDefault("--folder", "")));
        Policy policy = Policy.parse(Files.readAllBytes(Path.of(options.getOrDefault("--logs", ""))));
        List<String> secret = Files.readAllLines(Path.of(options.getOrDefault("--passphrase", "")));
        if (secret.isEmpty() || secret.getFirst().isBlank()) {
            throw new IOException("the passphrase file has an empty first line");
        }
        char[] passphrase = secret.getFirst().toCharArray();
        String name = options.getOrDefault("--name", "");
        List<SigningKey> keys = List.of(
                key(folder.resolve("ed25519.key"), name, KeyKind.ED25519_COSIGNATURE, passphrase),
                key(folder.resolve("ml-dsa-44.key"), name, KeyKind.ML_DSA_44_COSIGNATURE, passphrase));
        keys.forEach(key -> System.out.println(key.verifier().text()));
        var files = DirectoryLogFiles.openForWriting(folder.resolve("seen"));
        var witness = new Witness(files, policy.logKeys(), keys, InstantSource.system());
        InetAddress host = InetAddress.getByName(options.getOrDefault("--host", "127.0.0.1"));
        int port = Integer.parseInt(options.getOrDefault("--port", "8642"));
        return WitnessServer.start(witness, new InetSocketAddress(host, port));
    }

    private static SigningKey key(Path file, String name, KeyKind kind, char[] passphrase) throws IOException {
        if (!Files.exists(file)) {
            var random = new SecureRandom();
            KeyFile.write(file, SigningKey.generate(name, kind, random), passphrase, random);
        }
        return KeyFile.read(file, passphrase);
    }
}
