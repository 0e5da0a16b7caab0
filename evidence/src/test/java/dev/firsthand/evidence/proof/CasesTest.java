package dev.firsthand.evidence.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.evidence.attestation.Step;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The cases in `conformance/evidence`: what we write must not change by accident, nor how we judge it.
class CasesTest {
    private static final Path FOLDER = Path.of("../conformance/evidence");
    private static final String EPISODE = "episode-000000";

    @Test
    void the_cases_for_other_languages_are_written_and_judged_as_ever() throws IOException {
        Map<String, byte[]> made = made();
        if ("write".equals(System.getProperty("firsthand.cases"))) {
            for (Map.Entry<String, byte[]> file : made.entrySet()) {
                Files.write(FOLDER.resolve(file.getKey()), file.getValue());
            }
        }
        for (Map.Entry<String, byte[]> file : made.entrySet()) {
            assertThat(FOLDER.resolve(file.getKey())).hasBinaryContent(file.getValue());
        }
    }

    private static Map<String, byte[]> made() throws IOException {
        var files = new TreeMap<String, byte[]>();
        files.put("policy.txt", ProvenRelease.utf8(ProvenRelease.policy()));
        files.put("keys.txt", ProvenRelease.utf8(ProvenRelease.keys()));
        var cases = new StringBuilder("# file, exit code, and the part that lies\n");
        for (Map.Entry<String, byte[]> proof : proofs().entrySet()) {
            files.put(proof.getKey(), proof.getValue());
            var lies = new ArrayList<String>();
            Verdict verdict = ProvenRelease.verifier().verify(new ByteArrayInputStream(proof.getValue()), result -> {
                if (result instanceof PartResult.Lie) {
                    lies.add(result.part());
                }
            });
            cases.append(
                    "%s %d %s\n".formatted(proof.getKey(), verdict.exitCode(), lies.isEmpty() ? "-" : lies.getFirst()));
        }
        files.put("cases.txt", ProvenRelease.utf8(cases.toString()));
        return files;
    }

    private static Map<String, byte[]> proofs() throws IOException {
        var proofs = new LinkedHashMap<String, byte[]>();
        proofs.put("receipt.proof", VerifierTest.receipt());
        proofs.put("release.proof", ProvenRelease.of(2).bundle());

        var older = ProvenRelease.of(1);
        older.earlier.addAll(older.chains.getOrDefault(EPISODE, List.of()).subList(0, 3));
        proofs.put("two-logs.proof", older.bundle());

        var withdrawn = ProvenRelease.of(1);
        withdrawn.tombstones.put(
                EPISODE, ProvenRelease.erasure(withdrawn.last(EPISODE).payloadSha256()));
        proofs.put("withdrawn.proof", withdrawn.bundle());

        var missing = ProvenRelease.of(1);
        missing.chains.put(EPISODE, ProvenRelease.chain(EPISODE, Step.CHAIN.subList(0, 5)));
        proofs.put("step-missing.proof", missing.bundle());

        var unchained = ProvenRelease.of(1);
        var links = new ArrayList<>(ProvenRelease.chain(EPISODE, Step.CHAIN));
        links.set(
                3,
                ProvenRelease.link(
                        EPISODE, Step.REDACT, ProvenRelease.START.plusSeconds(180), List.of(), ProvenRelease.STEPS));
        unchained.chains.put(EPISODE, links);
        proofs.put("step-exchanged.proof", unchained.bundle());

        var stolen = ProvenRelease.of(1);
        var signed = new ArrayList<>(ProvenRelease.chain(EPISODE, Step.CHAIN.subList(0, 5)));
        signed.add(ProvenRelease.link(
                EPISODE,
                Step.LABEL,
                ProvenRelease.START.plusSeconds(300),
                List.of(signed.getLast().payloadSha256()),
                ProvenRelease.THIEF));
        stolen.chains.put(EPISODE, signed);
        proofs.put("key-not-valid.proof", stolen.bundle());

        byte[] flipped = VerifierTest.receipt();
        flipped[flipped.length / 2] ^= 1;
        proofs.put("byte-flipped.proof", flipped);
        return proofs;
    }
}
