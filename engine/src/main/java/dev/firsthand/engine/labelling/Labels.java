package dev.firsthand.engine.labelling;

import dev.firsthand.engine.consent.Consent;
import dev.firsthand.engine.consent.PermitResult;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.episode.Episodes;
import dev.firsthand.engine.provenance.ChangesFact;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.provenance.Statement;
import dev.firsthand.engine.review.Reviews;
import dev.firsthand.engine.store.DeletedRows;
import dev.firsthand.engine.store.PersonRows;
import dev.firsthand.engine.store.Tx;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Keeps what contributors say about their recordings. The newest statement stands; older ones stay on record.
public final class Labels {
    private final Episodes episodes;
    private final Reviews reviews;
    private final Consent consent;
    private final Provenance provenance;
    private final InstantSource clock;

    public Labels(Episodes episodes, Reviews reviews, Consent consent, Provenance provenance, InstantSource clock) {
        this.episodes = episodes;
        this.reviews = reviews;
        this.consent = consent;
        this.provenance = provenance;
        this.clock = clock;
    }

    /// What leaves this room with a person.
    public static PersonRows personRows() {
        return DeletedRows.none()
                .from("label", "DELETE FROM label WHERE episode = any(:things) OR stated_by = :person");
    }

    /// What became of a statement.
    public sealed interface LabelResult {
        record Kept(Label label) implements LabelResult {}

        record Refused(String code, String message) implements LabelResult {}
    }

    /// Records how the task ended, as the contributor states it who did it. Nobody labels another's recording, or
    /// one that may not be labelled any more.
    public LabelResult state(Tx tx, ContributorId contributor, EpisodeId episode, Label label) {
        boolean own = episodes.find(tx, episode)
                .filter(found -> found.contributor().equals(contributor))
                .isPresent();
        if (!own) {
            return new LabelResult.Refused("episode-missing", "You have no recording under this name.");
        }
        return switch (consent.permitForShare(tx, contributor, Purpose.QUALITY_AND_LABELLING)) {
            case PermitResult.Refused(var code, var message) -> new LabelResult.Refused(code, message);
            case PermitResult.Permitted permitted -> {
                keep(tx, contributor, episode, label);
                yield new LabelResult.Kept(label);
            }
        };
    }

    @ChangesFact(FactType.LABEL)
    private void keep(Tx tx, ContributorId contributor, EpisodeId episode, Label label) {
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
        return Optional.ofNullable(labels(tx, List.of(episode)).get(episode));
    }

    /// Reviewed episodes of a page with their labels: those of which neither is missing.
    public Map<EpisodeId, Labelled> find(Tx tx, Collection<EpisodeId> ids) {
        Map<EpisodeId, Label> labels = labels(tx, ids);
        Map<EpisodeId, Labelled> found = new HashMap<>();
        reviews.find(tx, ids)
                .forEach((id, reviewed) -> Optional.ofNullable(labels.get(id))
                        .ifPresent(label -> found.put(id, new LabelledEpisode(reviewed, label))));
        return found;
    }

    /// What stands about the episodes of a page, reviewed or not.
    public Map<EpisodeId, Label> labels(Tx tx, Collection<EpisodeId> ids) {
        Map<EpisodeId, Label> labels = new HashMap<>();
        tx.sql()
                .createQuery("""
                        select distinct on (episode) episode, task_sentence, outcome from label
                         where episode = any(:ids) order by episode, place desc
                        """)
                .bindArray("ids", UUID.class, ids.stream().map(EpisodeId::value).toList())
                .map((row, context) -> Map.entry(
                        new EpisodeId(row.getObject("episode", UUID.class)),
                        new Label(row.getString("task_sentence"), Outcome.valueOf(row.getString("outcome")))))
                .forEach(label -> labels.put(label.getKey(), label.getValue()));
        return labels;
    }
}
