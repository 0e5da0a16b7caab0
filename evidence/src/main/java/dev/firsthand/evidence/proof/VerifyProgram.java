package dev.firsthand.evidence.proof;

import dev.firsthand.evidence.attestation.TrustedKeys;
import dev.firsthand.evidence.json.JsonValue;
import dev.firsthand.evidence.json.JsonWriter;
import dev.firsthand.evidence.note.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The command of `firsthand-verify.jar`.
public final class VerifyProgram {
    private static final String USAGE = """
            Usage: java -jar firsthand-verify.jar PROOF --policy FILE [--keys FILE] [--folder DIR] [--entry FILE] [--json]
            Checks a proof offline. Nothing is sent anywhere and nothing in the proof is trusted by itself.

              PROOF          a bundle of a release or receipt, or a .tlog-proof
              --policy FILE  which logs and witnesses you trust (c2sp.org/tlog-policy)
              --keys FILE    who may state which steps, for a bundle
              --folder DIR   the copy: holds every file against the release
              --entry FILE   the entry that a .tlog-proof is about
              --json         one JSON object a line

            Exit: 0 everything holds, 1 something lies, 2 wrong use, 3 nothing lies but something was withdrawn.

            Example:
              java -jar firsthand-verify.jar release.proof --policy policy.txt --keys keys.txt --folder .
            """;
    private static final Set<String> OPTIONS = Set.of("--policy", "--keys", "--folder", "--entry");
    private static final int FILE_BYTES_MAX = 1 << 20;

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> options = new HashMap<>();
    private Optional<Path> proof = Optional.empty();
    private boolean isJson;

    private VerifyProgram(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    /// The same for a caller that has its own streams: gives the exit code.
    public static int run(List<String> arguments, PrintStream out, PrintStream err) {
        var program = new VerifyProgram(out, err);
        if (arguments.contains("--help")) {
            out.print(USAGE);
            return 0;
        }
        if (!program.read(arguments)) {
            err.print(USAGE);
            return 2;
        }
        try {
            return program.verify().exitCode();
        } catch (IOException e) {
            err.println("firsthand-verify: " + e.getMessage());
            return 2;
        }
    }

    private boolean read(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("--json")) {
                isJson = true;
            } else if (OPTIONS.contains(argument) && i + 1 < arguments.size() && !options.containsKey(argument)) {
                options.put(argument, arguments.get(++i));
            } else if (!argument.startsWith("-") && proof.isEmpty()) {
                proof = Optional.of(Path.of(argument));
            } else {
                return false;
            }
        }
        return proof.isPresent()
                && options.containsKey("--policy")
                && options.containsKey("--keys") != options.containsKey("--entry");
    }

    private Verdict verify() throws IOException {
        Policy policy = Policy.parse(small(option("--policy")));
        Path file = proof.orElseThrow();
        if (options.containsKey("--entry")) {
            return verifyEntry(policy, file);
        }
        var verifier = new Verifier(policy, TrustedKeys.parse(small(option("--keys"))));
        try (InputStream bundle = Files.newInputStream(file)) {
            Verdict verdict = options.containsKey("--folder")
                    ? verifier.verify(bundle, option("--folder"), this::print)
                    : verifier.verify(bundle, this::print);
            err.printf("%d hold, %d withdrawn, %d lie%n", verdict.holds(), verdict.withdrawn(), verdict.lies());
            return verdict;
        }
    }

    private Verdict verifyEntry(Policy policy, Path file) throws IOException {
        PartResult result;
        try {
            result = TlogProof.parse(small(file)).check(small(option("--entry")), policy);
        } catch (ProofFormatException e) {
            result = new PartResult.Lie(e.part(), e.why());
        }
        print(result);
        return Verdict.NONE.with(result);
    }

    private Path option(String name) {
        return Path.of(options.getOrDefault(name, ""));
    }

    private static byte[] small(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > FILE_BYTES_MAX) {
            throw new IOException("%s is no file of at most %d bytes".formatted(file, FILE_BYTES_MAX));
        }
        return Files.readAllBytes(file);
    }

    private void print(PartResult result) {
        switch (result) {
            case PartResult.Holds(var part, var what) -> print("holds", part, what);
            case PartResult.Withdrawn(var part, var why) -> print("withdrawn", part, why);
            case PartResult.Lie(var part, var why) -> print("lies", part, why);
        }
    }

    private void print(String result, String part, String text) {
        if (isJson) {
            out.println(JsonWriter.text(JsonValue.Fields.of(Map.of(
                    "result", new JsonValue.Text(result),
                    "part", new JsonValue.Text(part),
                    "text", new JsonValue.Text(text)))));
        } else {
            out.println(printable("%-9s  %s: %s".formatted(result, part, text)));
        }
    }

    /// What a bundle says must not steer a terminal.
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}]", "?");
    }
}
