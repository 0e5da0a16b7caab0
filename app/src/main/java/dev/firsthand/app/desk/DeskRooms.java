package dev.firsthand.app.desk;

import dev.firsthand.app.page.Stuck;
import dev.firsthand.app.view.Inviting;
import dev.firsthand.engine.capture.Capture;
import dev.firsthand.engine.consent.Consent;
import dev.firsthand.engine.contributor.Contributors;
import dev.firsthand.engine.episode.Episodes;
import dev.firsthand.engine.message.Outbox;
import dev.firsthand.engine.review.Reviews;
import dev.firsthand.engine.staff.PasswordDoor;
import dev.firsthand.engine.staff.Staff;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.task.Pictures;
import dev.firsthand.engine.task.Tasks;
import dev.firsthand.engine.withdrawal.Holds;
import dev.firsthand.engine.withdrawal.Withdrawals;
import java.time.InstantSource;
import java.util.List;

/// The rooms that the pages of the desk speak for.
public record DeskRooms(
        Database database,
        People people,
        Leavers leaving,
        Tasks tasks,
        Pictures pictures,
        Recorded recorded,
        Inviting inviting,
        Watch watch) {
    /// Who works at the desk, and who records.
    public record People(Staff staff, PasswordDoor passwords, Contributors contributors, Outbox outbox) {}

    /// Who withdrew, and what is held of them.
    public record Leavers(Withdrawals withdrawals, Holds holds) {}

    /// What contributors allowed, did, and got accepted.
    public record Recorded(Consent consent, Capture capture, Episodes episodes, Reviews reviews) {}

    /// What may be stuck, in the order in which it is told, and by which clock.
    public record Watch(List<Stuck.Kind> kinds, InstantSource clock) {
        public Watch {
            kinds = List.copyOf(kinds);
        }
    }
}
