package dev.firsthand.engine.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.ConsentHistory;
import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.WalkingHouse;
import dev.firsthand.engine.consent.Consent;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.copy.CopyId;
import dev.firsthand.engine.copy.CopyPages;
import dev.firsthand.engine.copy.FileDigests;
import dev.firsthand.engine.copy.ReleaseKind;
import dev.firsthand.engine.copy.ReleaseVersion;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.holder.Holder;
import dev.firsthand.engine.job.RunId;
import dev.firsthand.engine.labelling.Labelled;
import dev.firsthand.engine.release.Assembled.Named;
import dev.firsthand.engine.release.EpisodeRendering.Rendered;
import dev.firsthand.engine.release.Releases.Requested;
import dev.firsthand.engine.rules.RulesUsed;
import dev.firsthand.engine.store.PersonRows.Leaver;
import dev.firsthand.engine.store.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Random lives of somebody whose recording is in a finished copy. Again and again one of two processes comes to
/// publish it, late, or for the second time after a power cut in the middle of publishing.
class PublicationHistoriesTest {
    private static final int HISTORIES = 500;
    private static final int EVENTS = 8;

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path folder;

    static WalkingHouse house;
    static ContributorId person;
    static Labelled labelled;

    private final SplittableRandom random = new SplittableRandom(3);
    private final AtomicBoolean power = new AtomicBoolean(true);
    private final ReleaseFolders folders = new ReleaseFolders(folder.resolve("copies"), this::sync);
    private long published;
    private long refused;

    @BeforeAll
    static void build() {
        house = WalkingHouse.seeded(31, DATABASE.database(), folder);
        person = house.people().joins("en", "DE").id();
        house.people().answers(person, true);
        EpisodeId episode = house.recordsForRelease(person, "fold towel");
        labelled = house.within(tx -> house.labels().find(tx, List.of(episode)))
                .values()
                .iterator()
                .next();
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void in_no_history_is_a_copy_published_without_the_consents_that_it_needs_at_that_instant() throws IOException {
        List<ReleaseRun.Rooms> sides = List.of(house.rooms(), another(house.rooms()));
        List<Holder> holders =
                List.of(house.people().ownHolder(), house.people().registersBuyer("Robots of Example Ltd"));
        var said = new ConsentHistory(
                new ConsentHistory.Rooms(
                        DATABASE.database(),
                        sides.stream().map(ReleaseRun.Rooms::consent).toList(),
                        house.people().holders(),
                        house.people().clock()),
                ReleaseConsent.purposes(holders.getLast(), ReleaseMedia.Pictures.USUAL),
                random);
        for (int history = 0; history < HISTORIES; history++) {
            forget(said);
            Holder holder = holders.get(random.nextInt(holders.size()));
            Requested requested = requested("line-" + history, holder);
            for (int event = 0; event < EVENTS; event++) {
                said.happens(person, said.purpose());
                if (random.nextInt(EVENTS) == 0) {
                    comes(sides.get(random.nextInt(sides.size())), requested, holder, said);
                }
            }
        }
        assertThat(published).as("or the test would prove nothing").isGreaterThan(HISTORIES / 10);
        assertThat(refused).isGreaterThan(HISTORIES / 10);
    }

    /// Nothing was said yet, and the clock stands where it stood.
    private static void forget(ConsentHistory said) {
        Instant now = house.people().clock().instant();
        house.people().clock().advance(Duration.between(now, Instant.parse("2026-03-02T08:00:00Z")));
        DATABASE.database()
                .inTransactionDo(tx -> Consent.personRows().erase(tx, new Leaver(person.person(), Set.of())));
        said.begin();
    }

    private void comes(ReleaseRun.Rooms side, Requested requested, Holder holder, ConsentHistory said)
            throws IOException {
        boolean before = isPublished(requested);
        boolean may = ReleaseConsent.purposes(holder, ReleaseMedia.Pictures.USUAL).stream()
                .allMatch(said::stands);
        power.set(random.nextInt(5) > 0);
        boolean lasts = power.get();
        try {
            var publication = new Publication(
                    DATABASE.database(),
                    side,
                    house.releases(),
                    folders,
                    house.people().clock());
            publication.publish(requested, holder, assembled(side, requested, holder));
        } catch (IOException cut) {
            assertThat(lasts).as("a power cut").isFalse();
        }
        boolean after = isPublished(requested);
        assertThat(after)
                .as(
                        "%s for %s at %s",
                        requested.request().line(),
                        holder.kind(),
                        house.people().clock().instant())
                .isEqualTo(before || (may && lasts));
        published += after && !before ? 1 : 0;
        refused += after ? 0 : 1;
    }

    /// The power goes when the row is written and its transaction is not yet through.
    private void sync(Path path) throws IOException {
        if (!power.get() && path.endsWith("copies")) {
            throw new IOException("the power went");
        }
    }

    /// A second process of the same installation: what it remembers is its own.
    private static ReleaseRun.Rooms another(ReleaseRun.Rooms rooms) {
        return new ReleaseRun.Rooms(
                rooms.tasks(),
                rooms.capture(),
                rooms.episodes(),
                rooms.quality(),
                rooms.privacy(),
                rooms.reviews(),
                rooms.labels(),
                SyntheticHouse.consent(
                        house.people().vault(),
                        rooms.provenance(),
                        house.people().clock()),
                rooms.holders(),
                rooms.rules(),
                rooms.provenance(),
                rooms.evidence());
    }

    /// Asked for, without a run that would build it.
    private static Requested requested(String line, Holder holder) {
        var request = ReleaseRequest.forAll(line, ReleaseKind.STANDARD, holder.id());
        var requested = new Requested(
                ReleaseId.random(),
                CopyId.random(),
                request,
                new RunId(UUID.randomUUID()),
                house.people().clock().instant());
        DATABASE.database().inTransactionDo(tx -> {
            ReleaseRows.insert(tx, requested, house.people().operator().id());
            house.releases().copyKey(tx, line, holder.id());
        });
        return requested;
    }

    private Assembled assembled(ReleaseRun.Rooms side, Requested requested, Holder holder) throws IOException {
        Path staging = folders.freshStaging(requested.copy());
        Files.writeString(staging.resolve(CopyPages.MANIFEST), "{}");
        var part = new FilmedPart(
                labelled,
                labelled.reviewed().acceptedSpans().getFirst(),
                new Rendered(UUID.randomUUID(), new long[0][], 0),
                false);
        List<Named> parts = List.of(new Named("0123456789abcdef", part));
        RulesUsed rules = house.within(tx -> Rules.of(side, holder, requested.request())
                .moves()
                .used(tx, Assembled.people(parts).keySet()));
        return new Assembled(staging, ReleaseVersion.FIRST, FileDigests.of(staging), parts, rules);
    }

    private static boolean isPublished(Requested requested) {
        return house.within(tx -> house.releases().published(tx, requested.id()))
                .isPresent();
    }
}
