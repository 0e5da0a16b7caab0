package dev.firsthand.engine.withdrawal;

import dev.firsthand.engine.capture.SessionList;
import dev.firsthand.engine.consent.Consent;
import dev.firsthand.engine.contributor.Contributors;
import dev.firsthand.engine.custody.Custody;
import dev.firsthand.engine.episode.Episodes;
import dev.firsthand.engine.household.Households;
import dev.firsthand.engine.job.Jobs;
import dev.firsthand.engine.labelling.Labels;
import dev.firsthand.engine.message.Outbox;
import dev.firsthand.engine.privacy.Privacy;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.publiclog.PublicLog;
import dev.firsthand.engine.quality.Quality;
import dev.firsthand.engine.recall.Recalls;
import dev.firsthand.engine.release.ContributorReleases;
import dev.firsthand.engine.removal.Removals;
import dev.firsthand.engine.review.Reviews;
import dev.firsthand.engine.rules.RuleBook;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.PersonRows;
import dev.firsthand.engine.store.PersonRows.Leaver;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.engine.store.Vault;
import dev.firsthand.engine.strain.Strains;
import dev.firsthand.engine.upload.Uploads;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// The rooms that a withdrawal reaches.
public record WithdrawalRooms(People people, Recordings recordings, OnRecord onRecord) {
    /// Under which rules a person is, what the person agreed to, and how the person is reached.
    public record People(Contributors contributors, RuleBook rules, Consent consent, Outbox outbox) {}

    /// What was recorded, what works on it, and where it went.
    public record Recordings(Uploads uploads, Custody custody, Jobs jobs, Recalls recalls) {}

    /// What is kept of it all, and the keys.
    public record OnRecord(Provenance provenance, PublicLog log, Vault vault) {}

    /// The doors of all rooms in which rows can be one person's, the latest stage first: what stands on something
    /// goes before it.
    public List<PersonRows> doors() {
        return List.of(
                Removals.personRows(),
                ContributorReleases.personRows(),
                Labels.personRows(),
                Reviews.personRows(),
                Privacy.personRows(),
                Strains.personRows(),
                Quality.personRows(),
                Episodes.personRows(),
                Households.personRows(),
                RuleBook.personRows(),
                SessionList.personRows(),
                recordings.uploads(),
                recordings.custody(),
                Jobs.personRows(),
                Outbox.personRows(),
                Consent.personRows(),
                Contributors.personRows());
    }

    /// Who lives in the home of this person or asked for removal there, each with a key that nobody else needs.
    Set<PersonId> others(Tx tx, PersonId person) {
        return doors().stream()
                .flatMap(door -> door.keptWith(tx, person).stream())
                .collect(Collectors.toSet());
    }

    Leaver leaver(Tx tx, PersonId person) {
        Set<UUID> things = new HashSet<>();
        doors().forEach(door -> things.addAll(door.things(tx, person)));
        return new Leaver(person, things);
    }
}
