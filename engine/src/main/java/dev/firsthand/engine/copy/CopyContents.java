package dev.firsthand.engine.copy;

import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.privacy.PrivacyLevel;
import dev.firsthand.engine.quality.Level;
import dev.firsthand.streams.sensor.SensorKind;
import dev.firsthand.streams.time.ClockAlignment;
import dev.firsthand.streams.time.TimeSpan;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What one copy holds, in its own identifiers: all that its manifest and its pages say is said from this.
public record CopyContents(
        String name,
        ReleaseVersion version,
        ReleaseKind kind,
        String holder,
        CopyMedia media,
        SortedMap<String, Integer> stageVersions,
        List<Purpose> purposes,
        Asked asked,
        Logged logged,
        Optional<Superseding> superseding,
        Ruled ruled,
        List<CopyEpisode> episodes) {

    /// What the features of sensors are called in LeRobot.
    public static final String IMU = "observation.imu";

    public static final String POSE = "observation.state";

    public CopyContents {
        stageVersions = Collections.unmodifiableSortedMap(new TreeMap<>(stageVersions));
        purposes = List.copyOf(purposes);
        episodes = List.copyOf(episodes);
    }

    /// What the release was asked for; an empty part asked for all. Of days it is only said that they were chosen: a
    /// copy tells nobody when somebody recorded.
    public record Asked(List<String> tasks, boolean daysChosen, List<String> outcomes, Optional<String> worstFinding) {
        /// Everything that may be in a release.
        public static final Asked ALL = new Asked(List.of(), false, List.of(), Optional.empty());

        public Asked {
            tasks = List.copyOf(tasks);
            outcomes = List.copyOf(outcomes);
        }
    }

    /// The log in which all steps stand: its name, its key, and how many witnesses signed what it said when the copy
    /// was made.
    public record Logged(String origin, String key, int witnesses) {}

    /// The version that a copy takes the place of, because these episodes of it were called back, by the names
    /// that they have in every version.
    public record Superseding(ReleaseVersion version, List<String> withdrawn) {
        public Superseding {
            withdrawn = List.copyOf(withdrawn);
        }
    }
    /// By how many rules of law it was decided that the copy may go to its holder, how many of them nobody has
    /// verified, and the digest of the table in which they stand. Which they are stays in the house: they say where
    /// people live.
    public record Ruled(int rules, int unverified, String tableSha256) {}

    /// The picture as it was recorded, upright, before it was scaled onto the grid. The rate is the mean. So
    /// many frames the statistics of its pixels come from.
    public record CopyPicture(int width, int height, double rateHz, int statisticsFrames) {}

    /// One accepted span of one recording. Times count from the start of the recording; `heldFrames` says by
    /// feature how many frames hold the nearest sample because nothing was measured at their time. In a copy of
    /// motion alone it has motion and no picture.
    public record CopyEpisode(
            String pseudonym,
            String contributor,
            String consent,
            String task,
            String outcome,
            PrivacyLevel level,
            Level worst,
            List<CopyFinding> findings,
            TimeSpan span,
            int frames,
            int repeatedFrames,
            int droppedFrames,
            SortedMap<String, Integer> heldFrames,
            List<CopyStream> streams,
            Optional<CopyMotion> motion,
            List<ClockAlignment> alignments,
            Optional<CopyPicture> picture) {
        public CopyEpisode {
            heldFrames = Collections.unmodifiableSortedMap(new TreeMap<>(heldFrames));
            findings = List.copyOf(findings);
            streams = List.copyOf(streams);
            alignments = List.copyOf(alignments);
        }

        public String worstFinding() {
            return worst.name().toLowerCase(Locale.ROOT);
        }

        boolean has(SensorKind kind) {
            return streams.stream().anyMatch(stream -> stream.kind() == kind);
        }
    }

    /// What was found in the recording that an episode was taken from. Spans and advice stay in the house.
    public record CopyFinding(String code, Level level) {}

    /// A sensor stream in the MCAP file of an episode.
    public record CopyStream(String name, SensorKind kind) {}

    /// The motion of a body in the MCAP file of an episode.
    public record CopyMotion(int joints, double rateHz) {}

    PrivacyLevel lowestLevel() {
        return episodes.stream().map(CopyEpisode::level).min(Enum::compareTo).orElse(PrivacyLevel.SCRUBBED);
    }

    long contributors() {
        return episodes.stream().map(CopyEpisode::contributor).distinct().count();
    }

    long withMotion() {
        return episodes.stream().filter(episode -> episode.motion().isPresent()).count();
    }

    long frames() {
        return episodes.stream().mapToLong(CopyEpisode::frames).sum();
    }
}
