package dev.firsthand.engine.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.WalkingHouse;
import dev.firsthand.engine.capture.SessionPlaces;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.holder.Holder;
import dev.firsthand.engine.release.Releases.Requested;
import dev.firsthand.engine.release.Supersessions.Superseded;
import dev.firsthand.engine.rules.Jurisdiction;
import dev.firsthand.engine.rules.RuleBook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// What tests of copies ask a house, and how its people come to live elsewhere.
record CopyQuestions(WalkingHouse house) {
    /// Whether a transaction waits for another one.
    boolean somebodyWaits() {
        return house.within(tx -> tx.sql().createQuery("""
                select count(*) from pg_locks l join pg_stat_activity a on a.pid = l.pid
                 where not l.granted and a.datname = current_database()
                """).mapTo(Integer.class).one()) > 0;
    }

    /// Why a copy is not handed out.
    Optional<String> refusal(Requested release, Holder holder) {
        return house.within(tx -> new HandingOut(house.rooms(), house.releases()).refusal(tx, release, holder))
                .map(HandingOut.Refusal::code);
    }

    Optional<Superseded> superseded(Requested old) {
        return house.within(tx -> house.releases().supersessions().superseded(tx, old.id()));
    }

    JsonNode manifest(Requested release) throws IOException {
        return json(house.copy(release).resolve("manifest.json"));
    }

    static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }

    /// From now on all sessions of this contributor were in Illinois.
    void movesToIllinois(ContributorId contributor) {
        SyntheticHouse people = house.people();
        people.within(tx -> tx.sql()
                .createUpdate(
                        "update capture_session set contributor = :there, places = null where contributor = :person")
                .bind(
                        "there",
                        people.joins("en", new Jurisdiction("US-IL").code())
                                .id()
                                .value())
                .bind("person", contributor.value())
                .execute());
    }

    /// By what a server in the United States judges.
    Rules inAmerica(Holder holder, ReleaseRequest request) {
        SyntheticHouse people = house.people();
        var law = new RuleBook(people.provenance(), new Jurisdiction("US"), people.clock());
        var places = new SessionPlaces(people.columns(), people.contributors(), law);
        return new Rules(
                house.rooms(),
                new ReleaseConsent(people.consent(), holder, request.media()),
                new ReleaseMoves(law, places, holder, request.media()),
                request);
    }
}
