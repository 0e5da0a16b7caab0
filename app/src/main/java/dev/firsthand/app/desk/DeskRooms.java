package dev.firsthand.app.desk;

import dev.firsthand.app.view.Inviting;
import dev.firsthand.engine.capture.Capture;
import dev.firsthand.engine.consent.Consent;
import dev.firsthand.engine.contributor.Contributors;
import dev.firsthand.engine.episode.Episodes;
import dev.firsthand.engine.privacy.Privacy;
import dev.firsthand.engine.review.Reviews;
import dev.firsthand.engine.staff.Staff;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.task.Pictures;
import dev.firsthand.engine.task.Tasks;

/// The rooms that the pages of the desk speak for.
public record DeskRooms(
        Database database,
        People people,
        Privacy privacy,
        Tasks tasks,
        Pictures pictures,
        Recorded recorded,
        Inviting inviting) {
    /// Who works at the desk, and who records.
    public record People(Staff staff, Contributors contributors) {}

    /// What contributors allowed, did, and got accepted.
    public record Recorded(Consent consent, Capture capture, Episodes episodes, Reviews reviews) {}
}
