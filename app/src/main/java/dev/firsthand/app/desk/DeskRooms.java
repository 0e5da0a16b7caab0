package dev.firsthand.app.desk;

import dev.firsthand.app.view.Inviting;
import dev.firsthand.engine.consent.Consent;
import dev.firsthand.engine.contributor.Contributors;
import dev.firsthand.engine.custody.Custody;
import dev.firsthand.engine.privacy.Privacy;
import dev.firsthand.engine.review.Reviews;
import dev.firsthand.engine.staff.Staff;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.task.Tasks;

/// The rooms that the pages of the desk speak for.
public record DeskRooms(Database database, People people, Looking looking, Tasks tasks, Inviting inviting) {
    /// Who works at the desk, who records, and what they agreed to.
    public record People(Staff staff, Contributors contributors, Consent consent) {}

    /// What a reviewer needs.
    public record Looking(Privacy privacy, Reviews reviews, Custody custody) {}
}
