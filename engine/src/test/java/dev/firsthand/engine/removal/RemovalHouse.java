package dev.firsthand.engine.removal;

import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.WalkingHouse;
import dev.firsthand.engine.capture.Freezes;
import dev.firsthand.engine.capture.SessionId;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.episode.Episodes;
import dev.firsthand.engine.job.Jobs;
import dev.firsthand.engine.privacy.Privacy;
import dev.firsthand.engine.privacy.SecondLooks;
import dev.firsthand.engine.quality.Quality;
import dev.firsthand.engine.recall.Recalls;
import dev.firsthand.engine.release.Releases;
import dev.firsthand.engine.staff.StaffId;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.SecretToken;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Removals of a synthetic house, and two people of the desk who decide about them.
public record RemovalHouse(SyntheticHouse people, RemovalRooms rooms, Removals removals, StaffId one, StaffId other) {
    private static final String REASON = "Only hands and a towel can be seen.";

    /// Without films.
    public static RemovalHouse of(SyntheticHouse people, Jobs jobs) {
        var episodes = new Episodes(people.columns(), people.provenance(), people.events(), people.clock());
        var quality = new Quality(episodes, people.provenance(), people.events(), people.clock());
        var privacy = new Privacy(
                quality, SecondLooks.none(), people.consent(), people.provenance(), people.events(), people.clock());
        var releases = new Releases(jobs, people.holders(), people.clock());
        return of(people, episodes, privacy, new Recalls(releases, people.clock()));
    }

    public static RemovalHouse of(WalkingHouse walking) {
        return of(walking.people(), walking.episodes(), walking.privacy(), walking.recalls());
    }

    private static RemovalHouse of(SyntheticHouse people, Episodes episodes, Privacy privacy, Recalls recalls) {
        var rooms = new RemovalRooms(
                new RemovalRooms.Recordings(people.capture(), episodes, privacy, people.custody(), recalls),
                new RemovalRooms.OnRecord(people.vault(), people.columns(), people.provenance(), people.events()));
        return new RemovalHouse(
                people,
                rooms,
                new Removals(rooms, people.clock()),
                people.operator().id(),
                new StaffId(UUID.randomUUID()));
    }

    public SecretToken code(ContributorId contributor) {
        return people.within(tx -> removals.homes().code(tx, contributor));
    }

    public LocalDate today() {
        return people.clock().instant().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    AskResult tries(SecretToken code, Set<LocalDate> days, String words) {
        return people.within(tx -> removals.ask(tx, code, new Asking(days, Personal.of(words))));
    }

    /// Somebody asks for today's recordings of a home; back comes the link.
    public SecretToken asks(ContributorId home) {
        return asks(home, Set.of(today()), "");
    }

    public SecretToken asks(ContributorId home, Set<LocalDate> days, String words) {
        return switch (tries(code(home), days, words)) {
            case AskResult.Asked(var link) -> link;
            case AskResult.Refused(var code, var message) -> throw new IllegalStateException(message);
            case AskResult.NoHome() -> throw new IllegalStateException("no such home");
        };
    }

    public Removal at(SecretToken link) {
        return people.within(tx -> removals.find(tx, link)).orElseThrow();
    }

    public boolean appeals(SecretToken link) {
        return people.within(tx -> removals.appeal(tx, link));
    }

    DecideResult keeps(StaffId member, SecretToken link) {
        return decides(member, link, new Verdict(false, Personal.of(REASON)));
    }

    DecideResult removes(StaffId member, SecretToken link) {
        return decides(member, link, new Verdict(true, Personal.of(REASON)));
    }

    public DecideResult decides(StaffId member, SecretToken link, Verdict verdict) {
        RemovalId id = at(link).id();
        return people.within(tx -> removals.decide(tx, member, id, verdict));
    }

    int lapse() {
        return people.within(removals::lapse);
    }

    boolean frozen(SessionId session) {
        return people.within(tx -> !Freezes.frozen(tx, List.of(session)).isEmpty());
    }
}
