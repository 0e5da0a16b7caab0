package dev.firsthand.engine.release;

import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.privacy.PrivacyLevel;
import dev.firsthand.recording.video.GridSpec;
import dev.firsthand.streams.time.ClockAlignment;
import dev.firsthand.streams.time.TimeSpan;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What one copy holds, in its own identifiers: all that its manifest and its pages say is said from this.
record CopyContents(
        String name,
        ReleaseVersion version,
        ReleaseKind kind,
        String holder,
        GridSpec grid,
        String encoderBuild,
        List<Purpose> purposes,
        List<CopyEpisode> episodes) {

    CopyContents {
        purposes = List.copyOf(purposes);
        episodes = List.copyOf(episodes);
    }

    /// One accepted span of one recording. Times count from the start of the recording; `heldFrames` says by feature
    /// how many frames hold the nearest sample because nothing was measured at their time.
    record CopyEpisode(
            String pseudonym,
            String contributor,
            String consent,
            String task,
            String outcome,
            PrivacyLevel level,
            String qualityWorst,
            TimeSpan span,
            int frames,
            int repeatedFrames,
            int droppedFrames,
            int statisticsFrames,
            SortedMap<String, Integer> heldFrames,
            List<String> streams,
            List<ClockAlignment> alignments) {
        CopyEpisode {
            heldFrames = Collections.unmodifiableSortedMap(new TreeMap<>(heldFrames));
            streams = List.copyOf(streams);
            alignments = List.copyOf(alignments);
        }
    }

    PrivacyLevel lowestLevel() {
        return episodes.stream().map(CopyEpisode::level).min(Enum::compareTo).orElse(PrivacyLevel.SCRUBBED);
    }

    long contributors() {
        return episodes.stream().map(CopyEpisode::contributor).distinct().count();
    }

    long frames() {
        return episodes.stream().mapToLong(CopyEpisode::frames).sum();
    }
}
