package dev.firsthand.engine.removal;

import dev.firsthand.engine.capture.Capture;
import dev.firsthand.engine.custody.Custody;
import dev.firsthand.engine.episode.Episodes;
import dev.firsthand.engine.job.Events;
import dev.firsthand.engine.privacy.Privacy;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.recall.Recalls;
import dev.firsthand.engine.store.PersonalColumns;
import dev.firsthand.engine.store.Vault;

/// The rooms that a removal reaches.
public record RemovalRooms(Recordings recordings, OnRecord onRecord) {
    /// What was recorded, what was made of it, and where it went.
    public record Recordings(Capture capture, Episodes episodes, Privacy privacy, Custody custody, Recalls recalls) {}

    /// What people said, what is on record, and who is told.
    public record OnRecord(Vault vault, PersonalColumns columns, Provenance provenance, Events events) {}
}
