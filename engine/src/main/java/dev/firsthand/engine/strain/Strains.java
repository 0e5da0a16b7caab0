package dev.firsthand.engine.strain;

import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.episode.Episode;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.episode.Episodes;
import dev.firsthand.engine.job.Event;
import dev.firsthand.engine.job.EventHandler;
import dev.firsthand.engine.job.Jobs;
import dev.firsthand.engine.store.DeletedRows;
import dev.firsthand.engine.store.PersonRows;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.PersonalColumns;
import dev.firsthand.engine.store.Tx;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Keeps what each recording says of its maker's body, sealed under that person's key. A reading is worked out
/// under a name of its own, so that whoever looks at the work on an episode does not come upon it.
public final class Strains implements EventHandler {
    /// How many readings are shown, the newest.
    public static final int SHOWN_MAX = 50;

    private static final String COLUMN = "strain_reading.reading";

    private final Episodes episodes;
    private final Jobs jobs;
    private final PersonalColumns columns;

    public Strains(Episodes episodes, Jobs jobs, PersonalColumns columns) {
        this.episodes = episodes;
        this.jobs = jobs;
        this.columns = columns;
    }

    /// What leaves this room with a person.
    public static PersonRows personRows() {
        return DeletedRows.none()
                .naming("SELECT id FROM strain_reading WHERE contributor = :person")
                .from("strain_reading", "DELETE FROM strain_reading WHERE contributor = :person");
    }

    @Override
    public String type() {
        return Episodes.RECORDED;
    }

    /// Has a reading worked out of each recording that could be opened.
    @Override
    public void on(Tx tx, Event event) {
        episodes.find(tx, new EpisodeId(event.subject())).ifPresent(episode -> begin(tx, episode));
    }

    private void begin(Tx tx, Episode episode) {
        UUID id = UUID.randomUUID();
        tx.sql()
                .createUpdate("""
                        insert into strain_reading (id, episode, contributor) values (:id, :episode, :contributor)
                        """)
                .bind("id", id)
                .bind("episode", episode.id().value())
                .bind("contributor", episode.contributor().value())
                .execute();
        jobs.begin(tx, StrainRun.KIND, id, Optional.of(episode.owner()));
    }

    /// The episode that a reading is to be worked out of.
    Optional<Episode> episode(Tx tx, UUID reading) {
        return tx.sql()
                .createQuery("select episode from strain_reading where id = :id")
                .bind("id", reading)
                .mapTo(UUID.class)
                .findOne()
                .flatMap(episode -> episodes.find(tx, new EpisodeId(episode)));
    }

    void keep(Tx tx, UUID id, Episode episode, StrainReading reading) {
        tx.sql()
                .createUpdate("update strain_reading set reading = :reading, began_at = :began where id = :id")
                .bind("reading", columns.seal(episode.owner(), COLUMN, Personal.of(StrainText.write(reading))))
                .bind("began", reading.began())
                .bind("id", id)
                .execute();
    }

    /// The person's newest readings, the newest first. For that person's own page alone.
    public List<StrainReading> of(Tx tx, ContributorId contributor) {
        return tx
                .sql()
                .createQuery("""
                        select reading from strain_reading
                         where contributor = :contributor and reading is not null
                         order by began_at desc, id limit :max
                        """)
                .bind("contributor", contributor.value())
                .bind("max", SHOWN_MAX)
                .map((row, context) -> columns.open(contributor.person(), COLUMN, row.getBytes("reading")))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .map(text -> StrainText.read(text.reveal()))
                .toList();
    }
}
