package dev.firsthand.app.release;

import dev.firsthand.app.view.Refusal;
import dev.firsthand.app.view.RunViews;
import dev.firsthand.engine.copy.CopyShelf;
import dev.firsthand.engine.copy.Downloads;
import dev.firsthand.engine.episode.Episodes;
import dev.firsthand.engine.holder.Holders;
import dev.firsthand.engine.release.HandingOut;
import dev.firsthand.engine.release.ReleaseFolders;
import dev.firsthand.engine.release.ReleasePreviews;
import dev.firsthand.engine.release.ReleaseRequest;
import dev.firsthand.engine.release.Releases;
import dev.firsthand.engine.release.Releases.RequestResult;
import dev.firsthand.engine.release.Releases.Requested;
import dev.firsthand.engine.rules.RuleBook;
import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.task.Tasks;

/// The rooms that the pages of releases and holders speak for.
public record ReleaseRooms(
        Database database,
        Releases releases,
        ReleasePreviews previews,
        Copies copies,
        Recalling recalling,
        Holders holders,
        Tasks tasks,
        Episodes episodes,
        RuleBook rules,
        RunViews runs) {
    /// Finished copies, whether they may be handed out, and what was fetched of them.
    public record Copies(ReleaseFolders folders, CopyShelf shelf, HandingOut handing, Downloads downloads) {}

    /// Asks for a release, unless nothing would be in it: the run would only find that out later.
    public Requested ask(StaffMember operator, ReleaseRequest request) {
        if (previews.wouldBeEmpty(request)) {
            throw Refusal.conflict(
                    "release-holds-nothing",
                    "No episode may be in this release now. Look what it would hold: that tells for each reason how"
                            + " many are left out. Mend that, or ask for more.");
        }
        return switch (database.inTransaction(tx -> releases.request(tx, operator.id(), request))) {
            case RequestResult.Accepted(var requested) -> requested;
            case RequestResult.Refused(var code, var message) -> throw Refusal.conflict(code, message);
        };
    }
}
