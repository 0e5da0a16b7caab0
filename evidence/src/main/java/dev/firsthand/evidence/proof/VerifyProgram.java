package dev.firsthand.evidence.proof;

import dev.firsthand.evidence.command.Arguments;
import dev.firsthand.evidence.command.Caller;
import dev.firsthand.evidence.command.WrongUseException;
import dev.firsthand.evidence.note.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Checks a release copy, a receipt or a proof: `firsthand verify`, and the command of `firsthand-verify.jar`.
public final class VerifyProgram {
    private static final String USAGE = """
            Usage: {words} PATH [--policy FILE] [--keys FILE] [--entry FILE] [--all] [--json]
            Checks offline what a release, a receipt or a proof says. Nothing is sent anywhere.

              PATH           the folder of a release copy (every file is held against the release), a receipt or
                             other bundle (.proof), or one entry's proof (.tlog-proof)
              --policy FILE  which logs and witnesses you trust (c2sp.org/tlog-policy)
              --keys FILE    who may state which steps
                             Without these two, policy.txt and keys.txt beside the proof are used, and the first
                             lines say what to compare with the operator's own publication.
              --entry FILE   the entry that a .tlog-proof is about
              --all          name also each episode that holds, and everything that is withdrawn or unnamed
              --json         one JSON object a line

            Exit: 0 everything holds, 1 something lies, 2 wrong use, 3 nothing lies but something was withdrawn.

            Example:
              {typed} firsthand-demo/release/demo-1.0.0
            """;
    private static final Set<String> OPTIONS = Set.of("--policy", "--keys", "--entry");
    private static final Set<String> FLAGS = Set.of("--all", "--json");

    private final Arguments arguments;
    private final CopyFiles copy;
    private final Trust trust;
    private final VerifyReport report;

    private VerifyProgram(Arguments arguments, PrintStream out) throws WrongUseException {
        if (arguments.rest().size() != 1) {
            throw new WrongUseException("give one PATH: the folder of a copy or a proof; --help says more");
        }
        this.arguments = arguments;
        this.copy = CopyFiles.at(Arguments.path(arguments.rest().getFirst()));
        this.trust = new Trust(copy, arguments.file("--policy"), arguments.file("--keys"));
        this.report = new VerifyReport(out, arguments.has("--json"), arguments.has("--all"));
    }

    public static void main(String[] arguments) {
        var caller = new Caller("java -jar firsthand-verify.jar", System.out, System.err);
        System.exit(run(caller, List.of(arguments)));
    }

    /// The same for a caller that has its own streams: gives the exit code.
    public static int run(List<String> arguments, PrintStream out, PrintStream err) {
        return run(new Caller("firsthand verify", out, err), arguments);
    }

    public static int run(Caller caller, List<String> arguments) {
        if (Arguments.askForHelp(arguments)) {
            caller.out().print(caller.help(USAGE));
            return 0;
        }
        try {
            return new VerifyProgram(Arguments.of(arguments, OPTIONS, FLAGS), caller.out()).verify();
        } catch (WrongUseException e) {
            return caller.refuse(e.why());
        } catch (FileSystemException e) {
            return caller.refuse("%s cannot be read".formatted(e.getFile()));
        } catch (IOException e) {
            return caller.refuse(String.valueOf(e.getMessage()));
        }
    }

    private int verify() throws IOException, WrongUseException {
        Verdict verdict;
        try {
            verdict = isTlogProof() ? entry() : bundle();
        } catch (ProofFormatException e) {
            var lie = new PartResult.Lie(e.part(), e.why());
            report.part(lie);
            verdict = Verdict.NONE.with(lie);
        }
        report.end(verdict, copy.folder().isPresent());
        return verdict.exitCode();
    }

    private boolean isTlogProof() throws IOException {
        byte[] begin = TlogProof.FIRST_LINE.getBytes(StandardCharsets.US_ASCII);
        try (InputStream in = Files.newInputStream(copy.proof())) {
            return Arrays.equals(in.readNBytes(begin.length), begin);
        }
    }

    private Verdict bundle() throws IOException, WrongUseException {
        if (arguments.option("--entry").isPresent()) {
            throw new WrongUseException("--entry goes with a .tlog-proof, and this is a bundle");
        }
        var verifier = new Verifier(trustedPolicy(), trust.keys());
        try (InputStream in = Files.newInputStream(copy.proof())) {
            return new BundleCheck(verifier, copy.folder(), report).run(in);
        }
    }

    private Verdict entry() throws IOException, WrongUseException {
        Path entry = arguments
                .file("--entry")
                .orElseThrow(() -> new WrongUseException("a .tlog-proof proves one entry: give it with --entry FILE"));
        Policy policy = trustedPolicy();
        var proof = TlogProof.parse(Trust.small(copy.proof()));
        report.witnesses(policy.independentWitnesses(proof.checkpoint()));
        PartResult result = proof.check(Trust.small(entry), policy);
        report.part(result);
        return Verdict.NONE.with(result);
    }

    private Policy trustedPolicy() throws IOException, WrongUseException {
        Policy policy = trust.policy();
        trust.tellUnproven(policy, report::trust);
        return policy;
    }
}
