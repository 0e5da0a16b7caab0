package dev.firsthand.app.me;

import dev.firsthand.app.view.SessionProgress;
import dev.firsthand.engine.capture.Capture;
import dev.firsthand.engine.consent.Consent;
import dev.firsthand.engine.contributor.Contributors;
import dev.firsthand.engine.labelling.Labels;
import dev.firsthand.engine.message.Outbox;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.task.Tasks;

/// The rooms that a contributor's pages speak for.
public record MyRooms(
        Database database,
        Contributors contributors,
        Consent consent,
        Tasks tasks,
        Capture capture,
        Labels labels,
        SessionProgress progress,
        Outbox outbox) {}
