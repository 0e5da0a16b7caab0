package dev.firsthand.app.removal;

import dev.firsthand.engine.episode.Episodes;
import dev.firsthand.engine.removal.Removals;
import dev.firsthand.engine.staff.Staff;
import dev.firsthand.engine.store.Database;
import java.time.InstantSource;

/// The rooms that the pages of removal speak for.
public record RemovalDesk(Database database, Removals removals, Episodes episodes, Staff staff, InstantSource clock) {}
