package dev.firsthand.engine.privacy;

import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.staff.StaffId;
import dev.firsthand.engine.store.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What stands in an episode that was open for release before, and one of those who saw it. `openedAgain`
/// is when its author, or somebody who did not look, opened it all the same, before that was refused.
public record Doubt(EpisodeId episode, StaffId by, Visible gravest, Optional<Instant> openedAgain) {
    /// All that nobody has lifted.
    public static List<Doubt> standing(Tx tx) {
        List<Doubt> doubts = new ArrayList<>();
        AnswerRows.answers(tx, AnswerRows.divided(tx))
                .forEach((id, answers) -> answers.quarantine().ifPresent(seen -> {
                    Visible gravest = Visible.gravest(seen.visible());
                    doubts.add(new Doubt(id, seen.whoSaw(gravest), gravest, answers.ignored()));
                }));
        return doubts;
    }
}
