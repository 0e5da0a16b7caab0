package dev.firsthand.evidence.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.evidence.attestation.Envelope;
import dev.firsthand.evidence.attestation.Sha256;
import dev.firsthand.evidence.attestation.Statement;
import dev.firsthand.evidence.attestation.Step;
import dev.firsthand.evidence.json.JsonValue;
import dev.firsthand.evidence.note.KeyKind;
import dev.firsthand.evidence.note.SeededRandom;
import dev.firsthand.evidence.note.SigningKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifierTest {
    private static final String FIRST = "episode-000000";
    private static final String SECOND = "episode-000001";

    private final List<PartResult> results = new ArrayList<>();

    @Test
    void a_release_holds_episode_by_episode() throws IOException {
        assertThat(verify(ProvenRelease.of(3).bundle())).isEqualTo(new Verdict(5, 0, 0));
        assertThat(results)
                .extracting(PartResult::part)
                .containsExactly("checkpoint", FIRST, SECOND, "episode-000002", "release");
    }

    @Test
    void a_receipt_holds_by_itself() throws IOException {
        assertThat(verify(receipt())).isEqualTo(new Verdict(2, 0, 0));
    }

    @Test
    void a_record_of_consent_is_told_with_its_purpose_and_answer() {
        var process = JsonValue.Fields.of(Map.of("dct:title", new JsonValue.Text("train_robot_policy")));
        Map<String, JsonValue> record =
                Map.of("dpv:hasConsentStatus", new JsonValue.Text("dpv:ConsentRefused"), "dpv:hasProcess", process);
        assertThat(BundleCheck.answered(Statement.of(
                        Step.CONSENT,
                        ProvenRelease.START,
                        List.of(new Statement.Subject("record", Sha256.of(new byte[1]))),
                        new Statement.Predicate(record, List.of()))))
                .isEqualTo(" (ConsentRefused for train_robot_policy)");
    }

    @Test
    void one_flipped_bit_in_any_byte_of_a_receipt_is_told_with_its_part() throws IOException {
        assertEachFlipIsTold(receipt());
    }

    @Test
    void one_flipped_bit_in_any_byte_of_a_release_is_told_with_its_part() throws IOException {
        assertEachFlipIsTold(ProvenRelease.of(1).bundle());
    }

    private static void assertEachFlipIsTold(byte[] bundle) {
        IntStream.range(0, bundle.length).parallel().forEach(at -> {
            byte[] flipped = bundle.clone();
            flipped[at] ^= (byte) (1 << at % 8);
            var told = new ArrayList<PartResult>();
            assertThat(verify(flipped, told).exitCode()).as("byte %d", at).isEqualTo(1);
            assertThat(told.getLast())
                    .isInstanceOfSatisfying(
                            PartResult.Lie.class, lie -> assertThat(lie.part()).isNotEmpty());
        });
    }

    private static Verdict verify(byte[] bundle, List<PartResult> told) {
        try {
            return ProvenRelease.verifier().verify(new ByteArrayInputStream(bundle), told::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whoever forges also writes the right digests: now the signatures alone must tell.
    @Test
    void one_flipped_bit_in_any_byte_of_a_part_is_told_even_when_the_bundle_was_sealed_again() throws IOException {
        byte[] bundle = receipt();
        for (int part = 0; part < 2; part++) {
            int length = parts(bundle).get(part).bytes().length;
            for (int at = 0; at < length; at++) {
                List<Part> parts = parts(bundle);
                parts.get(part).bytes()[at] ^= 1;
                assertThat(verify(sealed(parts)).exitCode())
                        .as("part %d, byte %d", part, at)
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void a_cut_or_longer_bundle_is_told() throws IOException {
        byte[] bundle = receipt();
        for (int length = 0; length < bundle.length; length += 7) {
            assertThat(verify(Arrays.copyOf(bundle, length)).exitCode()).isEqualTo(1);
        }
        assertThat(verify(Arrays.copyOf(bundle, bundle.length + 1)).exitCode()).isEqualTo(1);
    }

    @Test
    void each_missing_link_is_told_by_its_step() throws IOException {
        for (int gone = 0; gone < Step.CHAIN.size(); gone++) {
            List<Part> parts = parts(ProvenRelease.of(2).bundle());
            parts.remove(1 + gone);

            assertLies(sealed(parts), FIRST, Step.CHAIN.get(gone).wireName());
        }
    }

    @Test
    void a_step_that_was_never_stated_cannot_be_left_out_by_whoever_signs() throws IOException {
        var release = ProvenRelease.of(1);
        release.chains.put(FIRST, ProvenRelease.chain(FIRST, List.of(Step.CAPTURE, Step.INGEST, Step.QC)));

        assertLies(release.bundle(), FIRST, "the step redact is missing");
    }

    @Test
    void reordered_doubled_and_exchanged_links_are_told() throws IOException {
        List<Part> reordered = parts(ProvenRelease.of(2).bundle());
        Collections.swap(reordered, 2, 3);
        assertLies(sealed(reordered), FIRST, "link episode-000000.qc stands where ingest belongs");

        List<Part> doubled = parts(ProvenRelease.of(2).bundle());
        doubled.add(2, doubled.get(1));
        assertLies(sealed(doubled), FIRST, "stands where ingest belongs");

        List<Part> exchanged = parts(ProvenRelease.of(2).bundle());
        exchanged.set(
                2, new Part(Part.Kind.LINK, FIRST + ".ingest", exchanged.get(8).bytes()));
        assertLies(sealed(exchanged), FIRST, "it was not made from the step before it");
    }

    @Test
    void a_link_that_states_another_step_or_goes_back_in_time_is_told() throws IOException {
        var wrongStep = ProvenRelease.of(1);
        wrongStep.chains.put(
                FIRST,
                ProvenRelease.chain(
                        FIRST, List.of(Step.CAPTURE, Step.INGEST, Step.QC, Step.REDACT, Step.LABEL, Step.LABEL)));
        assertLies(wrongStep.bundle(), FIRST, "it states label");

        var backwards = ProvenRelease.of(1);
        var links = new ArrayList<>(ProvenRelease.chain(FIRST, Step.CHAIN.subList(0, 5)));
        links.add(ProvenRelease.link(
                FIRST, Step.LABEL, ProvenRelease.START, List.of(links.getLast().payloadSha256()), ProvenRelease.STEPS));
        backwards.chains.put(FIRST, links);
        assertLies(backwards.bundle(), FIRST, "older than the step before it");
    }

    @Test
    void a_link_signed_by_a_key_that_was_not_valid_then_is_told() throws IOException {
        var release = ProvenRelease.of(1);
        var links = new ArrayList<>(ProvenRelease.chain(FIRST, Step.CHAIN.subList(0, 5)));
        links.add(ProvenRelease.link(
                FIRST,
                Step.LABEL,
                ProvenRelease.START.plusSeconds(600),
                List.of(links.getLast().payloadSha256()),
                ProvenRelease.THIEF));
        release.chains.put(FIRST, links);

        assertLies(release.bundle(), FIRST, "0 of the 1 keys that must sign were valid for `label`");
    }

    @Test
    void an_episode_left_out_put_in_or_put_elsewhere_is_told() throws IOException {
        List<Part> leftOut = parts(ProvenRelease.of(3).bundle());
        leftOut.subList(7, 13).clear();
        assertLies(sealed(leftOut), "release", "not the 3 that were released");

        var release = ProvenRelease.of(2);
        Envelope statement = release.release();
        release.chains.put("episode-000007", ProvenRelease.chain("episode-000007", Step.CHAIN));
        assertLies(release.bundle(statement), "release", "not the 2 that were released");

        List<Part> swapped = parts(ProvenRelease.of(2).bundle());
        Collections.rotate(swapped.subList(1, 13), 6);
        assertLies(sealed(swapped), "link " + FIRST + ".capture", "ascending order");
    }

    @Test
    void a_bundle_without_its_release_or_with_something_behind_it_is_told() throws IOException {
        List<Part> without = parts(ProvenRelease.of(1).bundle());
        without.removeLast();
        assertLies(sealed(without), "release", "is missing");

        List<Part> behind = parts(ProvenRelease.of(1).bundle());
        behind.add(behind.get(7));
        assertLies(sealed(behind), "files files", "behind the release");
    }

    @Test
    void what_was_cut_down_or_relabelled_passes_for_no_receipt() throws IOException {
        List<Part> receipt = parts(receipt());
        assertLies(sealed(receipt.subList(0, 1)), "bundle", "nothing is stated");

        List<Part> release = parts(ProvenRelease.of(1).bundle());
        for (int i = 1; i < release.size(); i++) {
            Part part = release.get(i);
            if (part.kind() == Part.Kind.LINK || part.kind() == Part.Kind.RELEASE) {
                var relabelled = new Part(Part.Kind.STATEMENT, part.name(), part.bytes());
                assertLies(sealed(List.of(release.getFirst(), relabelled)), part.name(), "part of a release");
            }
        }
    }

    @Test
    void a_checkpoint_that_the_policy_does_not_trust_ends_the_check() throws IOException {
        List<Part> parts = parts(receipt());
        String note = new String(parts.getFirst().bytes(), StandardCharsets.UTF_8);
        byte[] forked = ProvenRelease.utf8(note.replaceFirst("\n16\n", "\n32\n"));
        parts.set(0, new Part(Part.Kind.CHECKPOINT, "log", forked));

        assertLies(sealed(parts), "checkpoint log", "is not");
        assertThat(results).hasSize(1);
    }

    @Test
    void a_withdrawn_episode_is_told_and_lies_nowhere_else(@TempDir Path folder) throws IOException {
        var release = ProvenRelease.of(3);
        Sha256 head = release.last(SECOND).payloadSha256();
        release.tombstones.put(SECOND, ProvenRelease.erasure(head));
        byte[] bundle = release.bundle();
        write(folder, release, FIRST, "episode-000002");

        Verdict verdict = ProvenRelease.verifier().verify(new ByteArrayInputStream(bundle), folder, results::add);

        assertThat(verdict).isEqualTo(new Verdict(4, 2, 0));
        assertThat(verdict.exitCode()).isEqualTo(3);
        assertThat(results)
                .filteredOn(result -> result instanceof PartResult.Withdrawn)
                .extracting(PartResult::part)
                .containsExactly(SECOND, "videos/episode-000001.mp4");
    }

    @Test
    void a_tombstone_without_an_erasure_of_that_episode_is_told() throws IOException {
        var otherHead = ProvenRelease.of(2);
        otherHead.tombstones.put(SECOND, ProvenRelease.erasure(Sha256.of(new byte[1])));
        assertLies(otherHead.bundle(), "release", "the episodes are not");

        var otherStep = ProvenRelease.of(2);
        otherStep.tombstones.put(SECOND, otherStep.last(SECOND));
        List<Part> parts = parts(otherStep.bundle());
        assertLies(sealed(parts), SECOND, "a tombstone is the statement of an erasure");
    }

    @Test
    void changed_missing_and_listed_files_are_held_against_the_release(@TempDir Path folder) throws IOException {
        var release = ProvenRelease.of(3);
        write(folder, release, FIRST, SECOND, "episode-000002");
        byte[] bundle = release.bundle();
        Verdict whole = ProvenRelease.verifier().verify(new ByteArrayInputStream(bundle), folder, results::add);
        assertThat(whole).isEqualTo(new Verdict(6, 0, 0));

        Files.writeString(folder.resolve("videos/%s.mp4".formatted(FIRST)), "another video");
        Files.delete(folder.resolve("videos/%s.mp4".formatted(SECOND)));
        results.clear();
        ProvenRelease.verifier().verify(new ByteArrayInputStream(bundle), folder, results::add);

        assertThat(results)
                .contains(
                        new PartResult.Lie("videos/episode-000000.mp4", "the file is not the one that was released"),
                        new PartResult.Lie("videos/episode-000001.mp4", "the file is missing"));
    }

    @Test
    void files_behind_a_link_that_leads_out_of_the_folder_are_missing(@TempDir Path folder) throws IOException {
        var release = ProvenRelease.of(1);
        Path copy = Files.createDirectory(folder.resolve("copy"));
        write(copy, release, FIRST);
        Files.move(copy.resolve("videos"), folder.resolve("elsewhere"));
        Files.createSymbolicLink(copy.resolve("videos"), folder.resolve("elsewhere"));

        ProvenRelease.verifier().verify(new ByteArrayInputStream(release.bundle()), copy, results::add);

        assertThat(results).contains(new PartResult.Lie("videos/episode-000000.mp4", "the file is missing"));
    }

    @Test
    void a_bundle_without_a_release_says_nothing_of_a_folder_and_so_does_not_hold(@TempDir Path folder)
            throws IOException {
        for (byte[] bundle :
                List.of(receipt(), sealed(parts(ProvenRelease.of(1).bundle()).subList(0, 1)))) {
            results.clear();
            Verdict verdict = ProvenRelease.verifier().verify(new ByteArrayInputStream(bundle), folder, results::add);
            assertThat(verdict.exitCode()).isEqualTo(1);
            assertThat(results.getLast().part()).isEqualTo("release");
        }
    }

    @Test
    void another_list_of_files_is_told() throws IOException {
        var release = ProvenRelease.of(1);
        Envelope statement = release.release();
        release.files.add(new FileLine(Sha256.of(new byte[0]), Optional.empty(), "videos/more.mp4"));

        assertLies(release.bundle(statement), "release", "the files are not");
    }

    @Test
    void paths_that_lead_out_of_the_folder_are_refused() throws IOException {
        for (String path : List.of("../x", "/x", "a/../x", "a//b", "a\\b", "c:x", ".", "a\u00e9", "")) {
            byte[] line = ProvenRelease.utf8("%s - %s\n".formatted("0".repeat(64), path));
            List<Part> parts = parts(ProvenRelease.of(1).bundle());
            parts.set(7, new Part(Part.Kind.FILES, "files", line));

            assertLies(sealed(parts), "files files", "a line reads");
        }
    }

    @Test
    void a_statement_of_a_stranger_is_told() throws IOException {
        var release = new ProvenRelease();
        release.statements.add(Envelope.sign(
                Statement.of(
                        Step.CONSENT,
                        ProvenRelease.START,
                        List.of(new Statement.Subject("notice", Sha256.of(new byte[0]))),
                        new Statement.Predicate(Map.of(), List.of())),
                List.of(SigningKey.generate("steps.example", KeyKind.ED25519, new SeededRandom(77)))));

        assertLies(release.bundle(), "receipt", "no trusted key signed");
    }

    static byte[] receipt() throws IOException {
        var release = new ProvenRelease();
        release.statements.add(
                ProvenRelease.link("receipt", Step.CONSENT, ProvenRelease.START, List.of(), ProvenRelease.STEPS));
        return release.bundle();
    }

    private static void write(Path folder, ProvenRelease release, String... episodes) throws IOException {
        Files.createDirectories(folder.resolve("videos"));
        for (String episode : episodes) {
            assertThat(release.chains).containsKey(episode);
            Files.write(folder.resolve("videos/%s.mp4".formatted(episode)), ProvenRelease.content(episode));
        }
    }

    static List<Part> parts(byte[] bundle) throws IOException {
        var parts = new ArrayList<Part>();
        var reader = new BundleReader(new ByteArrayInputStream(bundle));
        for (Optional<Part> part = reader.next(); part.isPresent(); part = reader.next()) {
            parts.add(part.get());
        }
        return parts;
    }

    static byte[] sealed(List<Part> parts) {
        var text = new StringBuilder(BundleReader.FIRST_LINE + "\n");
        var heads = Sha256.digester();
        for (Part part : parts) {
            heads.update(part.head().getBytes(StandardCharsets.US_ASCII));
            text.append(part.head())
                    .append(new String(part.bytes(), StandardCharsets.ISO_8859_1))
                    .append('\n');
        }
        text.append(BundleReader.end(parts.size(), heads)).append('\n');
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private void assertLies(byte[] bundle, String part, String why) throws IOException {
        results.clear();
        assertThat(verify(bundle).exitCode()).isEqualTo(1);
        assertThat(results)
                .as(part)
                .anySatisfy(result -> assertThat(result).isInstanceOfSatisfying(PartResult.Lie.class, lie -> {
                    assertThat(lie.part()).isEqualTo(part);
                    assertThat(lie.why()).contains(why);
                }));
    }

    private Verdict verify(byte[] bundle) throws IOException {
        return ProvenRelease.verifier().verify(new ByteArrayInputStream(bundle), results::add);
    }
}
