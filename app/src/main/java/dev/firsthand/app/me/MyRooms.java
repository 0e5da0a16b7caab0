package dev.firsthand.app.me;

import dev.firsthand.app.view.SessionProgress;
import dev.firsthand.engine.capture.Capture;
import dev.firsthand.engine.consent.Consent;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.contributor.Contributors;
import dev.firsthand.engine.holder.Holder;
import dev.firsthand.engine.holder.Holders;
import dev.firsthand.engine.household.Households;
import dev.firsthand.engine.labelling.Labels;
import dev.firsthand.engine.message.Outbox;
import dev.firsthand.engine.privacy.Privacy;
import dev.firsthand.engine.release.ContributorReleases;
import dev.firsthand.engine.review.Reviews;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.engine.strain.Strains;
import dev.firsthand.engine.task.Pictures;
import dev.firsthand.engine.task.Tasks;
import dev.firsthand.engine.withdrawal.Holds;
import dev.firsthand.engine.withdrawal.Withdrawals;
import java.time.InstantSource;
import java.util.List;

/// The rooms that a contributor's pages speak for.
public record MyRooms(
        Database database,
        Contributors contributors,
        Consent consent,
        Households households,
        Offered offered,
        Capture capture,
        Judged judged,
        SessionProgress progress,
        Outbox outbox,
        Use use,
        Strains strains,
        InstantSource clock) {
    /// What can be recorded.
    public record Offered(Tasks tasks, Pictures pictures) {}

    /// What people said of a recording: those who looked at it, those who accepted it, and who made it.
    public record Judged(Privacy privacy, Reviews reviews, Labels labels) {}

    /// Who has what, and how that is taken back.
    public record Use(Withdrawals withdrawals, Holds holds, Holders holders) {
        List<Shown.Use> of(Tx tx, ContributorId contributor) {
            return ContributorReleases.uses(tx, contributor).stream()
                    .flatMap(use -> holders.find(tx, use.holder()).stream()
                            .map(Holder::form)
                            .map(form -> new Shown.Use(use.line(), form, use.held(), use.calledBack(), use.moving())))
                    .toList();
        }
    }

    Tasks tasks() {
        return offered.tasks();
    }
}
