package dev.firsthand.engine.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.WalkingHouse;
import dev.firsthand.engine.copy.CopyFiles;
import dev.firsthand.engine.copy.FileDigests.FileDigest;
import dev.firsthand.engine.store.TestDatabase;
import dev.firsthand.evidence.attestation.TrustedKeys;
import dev.firsthand.evidence.note.Policy;
import dev.firsthand.evidence.proof.PartResult;
import dev.firsthand.evidence.proof.Verdict;
import dev.firsthand.evidence.proof.Verifier;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What a holder finds who checks a copy without a network and without believing the house.
class ReleaseProofTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path folder;

    private static WalkingHouse house;
    private static Path copy;

    @BeforeAll
    static void release() {
        house = WalkingHouse.seeded(7, DATABASE.database(), folder);
        house.recordsForRelease("fold towels");
        house.recordsForRelease("sweep floor");
        copy = house.copy(house.releases("proven"));
    }

    @AfterAll
    static void end() {
        house.close();
    }

    @Test
    void a_copy_holds_file_by_file_and_episode_by_episode() throws IOException {
        var results = new ArrayList<PartResult>();
        Verdict verdict = verify(results);

        assertThat(verdict.exitCode()).as(results.toString()).isZero();
        assertThat(results)
                .extracting(PartResult::part)
                .hasSize(5)
                .startsWith("checkpoint")
                .endsWith("files", "release");
        assertThat(results.getLast())
                .isInstanceOfSatisfying(
                        PartResult.Holds.class,
                        release -> assertThat(release.what()).contains("episodes: 2"));
    }

    @Test
    void a_copy_with_any_file_altered_or_missing_does_not_hold_and_the_file_is_named() throws IOException {
        for (FileDigest file : CopyFiles.read(copy, "").files()) {
            if (file.path().startsWith(CopyFiles.EVIDENCE)) {
                continue;
            }
            Path path = copy.resolve(file.path());
            byte[] bytes = Files.readAllBytes(path);
            byte[] altered = bytes.clone();
            altered[altered.length / 2] ^= 1;
            Files.write(path, altered);
            assertThat(lies()).as(file.path()).containsExactly(file.path());
            Files.delete(path);
            assertThat(lies()).as(file.path()).containsExactly(file.path());
            Files.write(path, bytes);
        }
        assertThat(lies()).isEmpty();
    }

    @Test
    void a_copy_whose_label_consent_or_log_entry_says_something_else_does_not_hold() throws IOException {
        Path file = copy.resolve(CopyFiles.EVIDENCE).resolve(CopyFiles.RELEASE_PROOF);
        String proof = Files.readString(file, StandardCharsets.UTF_8);

        for (String[] change : new String[][] {
            {"\"outcome\":\"SUCCESS\"", "\"outcome\":\"FAILURE\""},
            {"\"purposes\":[", "\"purposes\":[\"anything\","},
            {"\"reviewer_kind\":\"person\"", "\"reviewer_kind\":\"nobody\""}
        }) {
            Files.writeString(file, withPayload(proof, change[0], change[1]));
            assertThat(lies()).as(change[0]).isNotEmpty();
        }
        Files.writeString(file, proof.replaceFirst("salt [A-Za-z0-9+/]{43}=", "salt " + "A".repeat(43) + "="));
        assertThat(lies()).as("salt").isNotEmpty();
        Files.writeString(file, proof);
        assertThat(lies()).isEmpty();
    }

    @Test
    void the_data_card_names_the_log_and_says_that_no_witness_signed() throws IOException {
        assertThat(Files.readString(copy.resolve("README.md")))
                .contains("| public log | `log.example` |")
                .contains("| independent witnesses that signed it | 0, when this copy was made |");
    }

    /// The first payload that holds these words, with other words in their place.
    private static String withPayload(String proof, String words, String others) {
        for (String part : proof.split("\"payload\":\"", -1)) {
            String base64 = part.substring(0, Math.max(0, part.indexOf('"')));
            if (!base64.matches("[A-Za-z0-9+/]+=*")) {
                continue;
            }
            String payload = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
            if (payload.contains(words)) {
                byte[] altered = payload.replace(words, others).getBytes(StandardCharsets.UTF_8);
                return proof.replace(base64, Base64.getEncoder().encodeToString(altered));
            }
        }
        throw new AssertionError("no payload says " + words);
    }

    private static List<String> lies() throws IOException {
        var results = new ArrayList<PartResult>();
        verify(results);
        return results.stream()
                .filter(PartResult.Lie.class::isInstance)
                .map(PartResult::part)
                .toList();
    }

    private static Verdict verify(List<PartResult> results) throws IOException {
        Path evidence = copy.resolve(CopyFiles.EVIDENCE);
        var verifier = new Verifier(
                Policy.parse(Files.readAllBytes(evidence.resolve(CopyFiles.POLICY))),
                TrustedKeys.parse(Files.readAllBytes(evidence.resolve(CopyFiles.KEYS))));
        try (InputStream proof = Files.newInputStream(evidence.resolve(CopyFiles.RELEASE_PROOF))) {
            return verifier.verify(proof, copy, results::add);
        }
    }
}
