package dev.firsthand.app.review;

import dev.firsthand.app.page.SealedDownload;
import dev.firsthand.engine.message.Outbox;
import dev.firsthand.engine.privacy.LookQueue;
import dev.firsthand.engine.privacy.Privacy;
import dev.firsthand.engine.removal.Removals;
import dev.firsthand.engine.review.Reviews;
import dev.firsthand.engine.store.Database;

/// The rooms that a reviewer's pages speak for.
public record ReviewRooms(
        Database database,
        Privacy privacy,
        LookQueue queue,
        Reviews reviews,
        Removals removals,
        SealedDownload bytes,
        Outbox outbox) {}
