package dev.firsthand.engine.recall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.WalkingHouse;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.copy.CopyFiles;
import dev.firsthand.engine.copy.FileDigests.FileDigest;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.job.Jobs;
import dev.firsthand.engine.provenance.Chains.Head;
import dev.firsthand.engine.release.ContributorReleases;
import dev.firsthand.engine.release.CopyPaths;
import dev.firsthand.engine.release.ReleaseId;
import dev.firsthand.engine.release.Releases.LeftOut;
import dev.firsthand.engine.release.Releases.Listed;
import dev.firsthand.engine.release.Releases.Requested;
import dev.firsthand.engine.release.Supersessions.Superseded;
import dev.firsthand.engine.release.Tombstones;
import dev.firsthand.engine.store.TestDatabase;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.evidence.attestation.Statement;
import dev.firsthand.evidence.attestation.Step;
import dev.firsthand.evidence.attestation.TrustedKeys;
import dev.firsthand.evidence.note.Policy;
import dev.firsthand.evidence.proof.PartResult;
import dev.firsthand.evidence.proof.Verifier;
import dev.firsthand.recording.validation.LeRobotValidator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.assertj.core.groups.Tuple;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What takes the place of a copy from which episodes were called back. Each test calls back more of one house.
@Timeout(180)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SupersedingTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path folder;

    static WalkingHouse house;
    static SyntheticHouse people;
    static ContributorId other;
    static List<EpisodeId> episodes;
    static Requested first;
    static Requested second;
    static Path kept;
    static String gone;

    @BeforeAll
    static void build() throws IOException {
        house = WalkingHouse.seeded(51, DATABASE.database(), folder);
        people = house.people();
        other = people.joins().id();
        people.answers(other, true);
        episodes = List.of(
                house.recordsForRelease("fold towel"),
                house.recordsForRelease(other, "wipe table"),
                house.recordsForRelease(other, "pair socks"),
                house.recordsForRelease(other, "water plant"));
        first = house.releases("line");
        second = house.releases("line");
        kept = folder.resolve("kept");
        copies(house.copy(second), kept);
        gone = pseudonym(second, episodes.getFirst());
    }

    @AfterAll
    static void end() {
        house.close();
    }

    @Test
    @Order(1)
    void the_next_major_version_has_the_same_pictures_and_streams_byte_for_byte_and_not_the_one_that_left()
            throws IOException {
        Requested elsewhere = house.releases("elsewhere");
        Set<String> before = heavy(house.copy(second));

        calls(Ground.WITHDRAWAL, episodes.getFirst());
        Listed fresh = successor(first);

        assertThat(fresh.published().orElseThrow().version()).hasToString("2.0.0");
        assertThat(successor(second).requested().id())
                .isEqualTo(fresh.requested().id());
        assertThat(successor(elsewhere).requested().request().line()).isEqualTo("elsewhere");
        Path copy = house.copy(fresh.requested());
        Set<String> after = heavy(copy);
        assertThat(after).hasSize(6).isSubsetOf(before);
        assertThat(before).hasSize(8);
        assertThat(LeRobotValidator.validate(copy.resolve("lerobot")).clean()).isTrue();
        JsonNode manifest = manifest(copy);
        assertThat(manifest.get("supersedes").asText()).isEqualTo("1.1.0");
        assertThat(manifest.get("withdrawn"))
                .hasSize(1)
                .allSatisfy(name -> assertThat(name.asText()).isEqualTo(gone));
        assertThat(names(manifest)).hasSize(3).doesNotContain(gone).isSubsetOf(names(first));
        assertThat(copy.resolve("README.md")).content().contains("Takes the place of 1.1.0");
        assertThat(verify(copy)).isZero();
        assertThat(uses(people.contributor().id())).contains(tuple("line", 0, 1), tuple("elsewhere", 0, 1));
        assertThat(uses(other)).contains(tuple("line", 3, 0));
    }

    /// Of each line how many recordings its holder has now, and how many were called back.
    private static List<Tuple> uses(ContributorId contributor) {
        return house.within(tx -> ContributorReleases.uses(tx, contributor)).stream()
                .map(use -> tuple(use.line(), use.held(), use.calledBack()))
                .toList();
    }

    @Test
    @Order(2)
    void of_the_old_copies_only_the_list_of_their_digests_is_left() throws IOException {
        for (Listed old : superseded()) {
            WalkingHouse.waitFor(() -> left(old).equals(List.of("files.txt")));
        }
        WalkingHouse.waitFor(() -> house.within(tx -> tx.sql()
                        .createQuery("select count(*) from release_superseded where retired_at is not null")
                        .mapTo(Integer.class)
                        .one())
                == 3);
    }

    @Test
    @Order(3)
    void by_the_new_proof_an_old_copy_verifies_but_for_who_was_erased() throws IOException {
        var tombstones = new Tombstones(people.database(), house.releases(), house.releaseFolders(), house.evidence());
        assertThat(tombstones.round()).isZero();
        List<Head> heads = people.within(tx -> tombstones.heads(tx, List.of(episodes.getFirst())));
        assertThat(heads).hasSize(1);
        people.database().inTransactionDo(tx -> heads.forEach(head -> erases(tx, head)));
        people.vault().destroy(people.contributor().id().person());
        assertThat(tombstones.round()).as("nobody said that it should look").isZero();
        tombstones.look();

        assertThat(tombstones.round()).as("three copies held it").isEqualTo(3);
        assertThat(tombstones.round()).isZero();
        Path proof = house.releaseFolders().tombstoned(second.copy()).orElseThrow();
        Files.copy(proof, kept.resolve("evidence/release.proof"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(withdrawn(3)).containsExactly(gone);
        JsonNode episode = manifest(kept)
                .get("episodes")
                .valueStream()
                .filter(one -> one.get("episode").asText().equals(gone))
                .findFirst()
                .orElseThrow();
        List<String> files = CopyPaths.ofEpisode(episode.get("episode_index").asInt());
        for (String file : files) {
            Files.delete(kept.resolve(file));
        }
        assertThat(withdrawn(3)).contains(gone).containsAll(files).hasSize(3);
    }

    private static void erases(Tx tx, Head head) {
        var input = new Statement.Subject("head", head.payload());
        var subject = new Statement.Subject("episode", head.payload());
        people.provenance()
                .attest(
                        tx,
                        head.link(),
                        Statement.of(
                                Step.ERASE,
                                people.clock().instant(),
                                List.of(subject),
                                new Statement.Predicate(Map.of(), List.of(input))));
    }

    /// What the kept copy is told to have lost, and that nothing lies.
    private static List<String> withdrawn(int exit) throws IOException {
        List<String> withdrawn = new ArrayList<>();
        int code = verify(kept, result -> {
            assertThat(result).isNotInstanceOf(PartResult.Lie.class);
            if (result instanceof PartResult.Withdrawn lost) {
                withdrawn.add(lost.part());
            }
        });
        assertThat(code).isEqualTo(exit);
        return withdrawn;
    }

    @Test
    @Order(4)
    void what_was_called_back_is_in_no_later_release_though_consent_stands() throws IOException {
        Requested later = house.releases("later");

        List<LeftOut> leftOut = house.within(tx -> house.releases().leftOut(tx, later.id()));
        assertThat(leftOut)
                .extracting(LeftOut::episode, LeftOut::code)
                .containsExactly(tuple(episodes.getFirst(), "episode-called-back"));
        assertThat(names(manifest(house.copy(later)))).hasSize(3);
    }

    @Test
    @Order(5)
    void who_lapsed_stays_and_a_server_that_was_killed_goes_on_where_it_was() throws IOException {
        Listed newest = newest("line");
        people.clock().advance(Duration.ofDays(400));
        Map<ContributorId, Set<Purpose>> standing =
                people.within(tx -> people.consent().standing(tx, List.of(other)));
        assertThat(standing).isEmpty();

        Jobs again;
        try (Handle held = DATABASE.holding("select 1 from release_copy_key for update")) {
            calls(Ground.QUALITY, episodes.get(1));
            WalkingHouse.waitFor(SupersedingTest::copying);
            again = house.supersedesAgain();
            held.commit();
        }
        try (again) {
            Listed fresh = successor(newest.requested());
            assertThat(names(manifest(house.copy(fresh.requested())))).hasSize(2);
            assertThat(verify(house.copy(fresh.requested()))).isZero();

            people.answers(other, true);
            people.within(tx -> people.consent().withdraw(tx, other, Purpose.TRAIN_ROBOT_POLICY));
            calls(Ground.WITHDRAWAL, episodes.get(2));
            assertThat(superseded(fresh.requested().id()).successor())
                    .as("who withdrew goes with whom was called back, and nothing is left")
                    .isEmpty();
        }
    }

    /// Whether somebody waits to publish.
    private static boolean copying() {
        return house.within(tx -> tx.sql().createQuery("""
                select count(*) from pg_locks l join pg_stat_activity a on a.pid = l.pid
                 where not l.granted and a.datname = current_database()
                """).mapTo(Integer.class).one()) > 0;
    }

    private static void calls(Ground ground, EpisodeId... called) {
        var cause = new RecallCause(UUID.randomUUID(), ground);
        people.database().inTransactionDo(tx -> house.recalls().call(tx, cause, List.of(called)));
    }

    private static Listed successor(Requested old) {
        ReleaseId id = superseded(old.id()).successor().orElseThrow();
        Listed fresh = house.within(tx -> house.releases().newest(tx)).stream()
                .filter(one -> one.requested().id().equals(id))
                .findFirst()
                .orElseThrow();
        WalkingHouse.waitFor(() -> Files.exists(house.copy(fresh.requested()).resolve("evidence")));
        return fresh;
    }

    private static Superseded superseded(ReleaseId old) {
        WalkingHouse.waitFor(
                () -> house.within(tx -> house.releases().supersessions().superseded(tx, old))
                        .isPresent());
        return house.within(tx -> house.releases().supersessions().superseded(tx, old))
                .orElseThrow();
    }

    private static List<Listed> superseded() {
        return house.within(tx -> house.releases().newest(tx).stream()
                .filter(one -> house.releases()
                        .supersessions()
                        .superseded(tx, one.requested().id())
                        .isPresent())
                .toList());
    }

    private static Listed newest(String line) {
        return house.within(tx -> house.releases().newest(tx)).stream()
                .filter(one -> one.requested().request().line().equals(line))
                .filter(one -> one.published().isPresent())
                .filter(one -> house.within(tx -> house.releases()
                                .supersessions()
                                .superseded(tx, one.requested().id()))
                        .isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private static List<String> left(Listed old) {
        try (var files = Files.list(house.copy(old.requested()))) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Digests of pictures and streams.
    private static Set<String> heavy(Path copy) throws IOException {
        return CopyFiles.read(copy, "").files().stream()
                .filter(file -> file.path().endsWith(".mp4") || file.path().endsWith(".mcap"))
                .map(FileDigest::sha256)
                .collect(Collectors.toSet());
    }

    private static String pseudonym(Requested release, EpisodeId episode) {
        return house.within(tx -> tx.sql()
                .createQuery("select pseudonym from release_episode where release = :release and episode = :episode")
                .bind("release", release.id().value())
                .bind("episode", episode.value())
                .mapTo(String.class)
                .one());
    }

    private static Set<String> names(Requested release) {
        return new HashSet<>(house.within(tx -> tx.sql()
                .createQuery("select pseudonym from release_episode where release = :release")
                .bind("release", release.id().value())
                .mapTo(String.class)
                .list()));
    }

    private static Set<String> names(JsonNode manifest) {
        return manifest.get("episodes")
                .valueStream()
                .map(episode -> episode.get("episode").asText())
                .collect(Collectors.toSet());
    }

    private static JsonNode manifest(Path copy) throws IOException {
        return new ObjectMapper().readTree(Files.readString(copy.resolve("manifest.json")));
    }

    /// As a holder keeps it who fetched it in time.
    private static void copies(Path copy, Path to) throws IOException {
        for (FileDigest file : CopyFiles.read(copy, "").files()) {
            Files.createDirectories(to.resolve(file.path()).getParent());
            Files.copy(copy.resolve(file.path()), to.resolve(file.path()));
        }
    }

    private static int verify(Path copy) throws IOException {
        return verify(copy, result -> {});
    }

    private static int verify(Path copy, Consumer<PartResult> results) throws IOException {
        Path evidence = copy.resolve(CopyFiles.EVIDENCE);
        var verifier = new Verifier(
                Policy.parse(Files.readAllBytes(evidence.resolve(CopyFiles.POLICY))),
                TrustedKeys.parse(Files.readAllBytes(evidence.resolve(CopyFiles.KEYS))));
        try (InputStream proof = Files.newInputStream(evidence.resolve(CopyFiles.RELEASE_PROOF))) {
            return verifier.verify(proof, copy, results).exitCode();
        }
    }
}
