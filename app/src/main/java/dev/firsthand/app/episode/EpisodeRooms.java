package dev.firsthand.app.episode;

import dev.firsthand.app.page.SealedDownload;
import dev.firsthand.app.view.RunViews;
import dev.firsthand.engine.capture.Capture;
import dev.firsthand.engine.episode.Episodes;
import dev.firsthand.engine.labelling.Labels;
import dev.firsthand.engine.privacy.Privacy;
import dev.firsthand.engine.provenance.Chains;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.quality.FrameIntervalResults;
import dev.firsthand.engine.quality.Quality;
import dev.firsthand.engine.review.Reviews;
import dev.firsthand.engine.staff.Staff;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.task.Tasks;
import java.time.InstantSource;

/// The rooms that the pages about recordings speak for.
public record EpisodeRooms(
        Database database, Recorded recorded, Judged judged, Facts facts, SealedDownload bytes, InstantSource clock) {
    /// What was recorded, and what programs make of it.
    public record Recorded(Tasks tasks, Capture capture, Episodes episodes, RunViews runs) {}

    /// What was measured and what people decided.
    public record Judged(
            Quality quality, FrameIntervalResults intervals, Privacy privacy, Reviews reviews, Labels labels) {}

    /// What is on record about it, and who did it.
    public record Facts(Provenance provenance, Chains chains, Staff staff) {}
}
