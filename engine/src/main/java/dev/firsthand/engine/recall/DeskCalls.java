package dev.firsthand.engine.recall;

import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.episode.Episodes;
import dev.firsthand.engine.provenance.ChangesFact;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.provenance.Statement;
import dev.firsthand.engine.staff.StaffId;
import dev.firsthand.engine.store.Tx;
import java.util.Collection;
import java.util.Map;

/// Episodes that an operator calls back. Who did and why is on record of each contributor whose episode it is.
public record DeskCalls(Recalls recalls, Episodes episodes, Provenance provenance) {
    /// As [Recalls#call], by this operator. What was called back for this cause before is not recorded again.
    @ChangesFact(FactType.EPISODE_CALLED_BACK)
    public void call(Tx tx, RecallCause cause, Collection<EpisodeId> called, StaffId by) {
        Collection<EpisodeId> fresh = recalls.call(tx, cause, called);
        Map<String, Object> predicate = Map.of(
                "cause", cause.id().toString(),
                "ground", cause.ground().name(),
                "by", by.value().toString());
        episodes.find(tx, fresh)
                .forEach((id, episode) -> provenance.record(
                        tx,
                        episode.contributor().person(),
                        new Statement(FactType.EPISODE_CALLED_BACK, id.value(), predicate)));
    }
}
