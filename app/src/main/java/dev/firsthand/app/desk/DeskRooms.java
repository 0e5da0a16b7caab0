package dev.firsthand.app.desk;

import dev.firsthand.app.view.Inviting;
import dev.firsthand.engine.contributor.Contributors;
import dev.firsthand.engine.message.Outbox;
import dev.firsthand.engine.privacy.Privacy;
import dev.firsthand.engine.staff.PasswordDoor;
import dev.firsthand.engine.staff.Staff;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.task.Tasks;

/// The rooms that the pages of the desk speak for.
public record DeskRooms(Database database, People people, Privacy privacy, Tasks tasks, Inviting inviting) {
    /// Who works at the desk, and who records.
    public record People(Staff staff, PasswordDoor passwords, Contributors contributors, Outbox outbox) {}
}
