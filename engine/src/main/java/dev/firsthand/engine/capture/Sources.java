package dev.firsthand.engine.capture;

import dev.firsthand.engine.consent.Consent;
import dev.firsthand.engine.household.Households;
import dev.firsthand.engine.task.Tasks;
import dev.firsthand.engine.upload.Uploads;

/// The rooms that a session draws from.
public record Sources(Consent consent, Households households, Tasks tasks, Uploads uploads, SessionPlaces places) {}
