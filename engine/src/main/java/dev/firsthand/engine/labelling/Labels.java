package dev.firsthand.engine.labelling;

import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.provenance.ChangesFact;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.provenance.Statement;
import dev.firsthand.engine.review.Reviews;
import dev.firsthand.engine.store.Tx;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Keeps what contributors say about their recordings. The newest statement stands; older ones stay on record.
public final class Labels {
    private final Reviews reviews;
    private final Provenance provenance;
    private final InstantSource clock;

    public Labels(Reviews reviews, Provenance provenance, InstantSource clock) {
        this.reviews = reviews;
        this.provenance = provenance;
        this.clock = clock;
    }

    /// Records how the task ended, as its contributor states it.
    @ChangesFact(FactType.LABEL)
    public void state(Tx tx, ContributorId contributor, EpisodeId episode, Label label) {
        tx.sql()
                .createUpdate("""
                        insert into label (id, episode, task_sentence, outcome, stated_by, stated_at)
                        values (:id, :episode, :sentence, :outcome, :by, :at)
                        """)
                .bind("id", UUID.randomUUID())
                .bind("episode", episode.value())
                .bind("sentence", label.taskSentence())
                .bind("outcome", label.outcome().name())
                .bind("by", contributor.value())
                .bind("at", clock.instant().atOffset(ZoneOffset.UTC))
                .execute();
        provenance.record(
                tx,
                contributor.person(),
                new Statement(
                        FactType.LABEL,
                        episode.value(),
                        Map.of("outcome", label.outcome().name(), "stated_by", "contributor", "machine_share", 0)));
    }

    /// What stands about an episode, reviewed or not.
    public Optional<Label> label(Tx tx, EpisodeId episode) {
        return tx.sql()
                .createQuery("""
                        select task_sentence, outcome from label
                         where episode = :episode order by stated_at desc, id limit 1
                        """)
                .bind("episode", episode.value())
                .map((row, context) ->
                        new Label(row.getString("task_sentence"), Outcome.valueOf(row.getString("outcome"))))
                .findOne();
    }

    /// The reviewed episode with its label; empty while either is missing.
    public Optional<Labelled> find(Tx tx, EpisodeId episode) {
        return reviews.find(tx, episode)
                .flatMap(reviewed -> label(tx, episode).map(label -> new LabelledEpisode(reviewed, label)));
    }

    /// All episodes that carry a label, in the order of their names.
    public List<EpisodeId> labelled(Tx tx) {
        return tx.sql()
                .createQuery("select distinct episode from label order by episode")
                .mapTo(UUID.class)
                .map(EpisodeId::new)
                .list();
    }
}
