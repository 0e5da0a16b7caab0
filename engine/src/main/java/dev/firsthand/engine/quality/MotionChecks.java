package dev.firsthand.engine.quality;

import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.episode.BodyMotion;
import dev.firsthand.engine.episode.ConsentEndedException;
import dev.firsthand.engine.episode.Episode;
import dev.firsthand.engine.episode.EpisodeFiles;
import dev.firsthand.motion.soundness.Check;
import dev.firsthand.motion.soundness.Soundness;
import dev.firsthand.motion.soundness.SoundnessReport;
import dev.firsthand.motion.soundness.Thresholds;
import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.streams.time.TimeSpan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whether the motion that a suit wrote can be believed (docs/reference/motion.md), as findings on the
/// recording's clock.
record MotionChecks(EpisodeFiles files) {
    private static final int OF_ONE_CHECK_MAX = 3;

    /// The worst of each check; nothing where no suit was worn.
    List<Finding> of(Episode episode) throws IOException, ConsentEndedException {
        Optional<BodyMotion> motion = episode.recording().motion();
        return motion.isEmpty()
                ? List.of()
                : findings(files.clip(episode, Purpose.QUALITY_AND_LABELLING, motion.get()), motion.get());
    }

    static List<Finding> findings(Clip clip, BodyMotion motion) {
        SoundnessReport report = Soundness.check(clip, Thresholds.CURRENT);
        Map<Check, Integer> listed = new EnumMap<>(Check.class);
        List<Finding> findings = new ArrayList<>();
        report.findings().stream()
                .sorted(Comparator.comparing(dev.firsthand.motion.soundness.Finding::level)
                        .reversed())
                .filter(found -> listed.merge(found.check(), 1, Integer::sum) <= OF_ONE_CHECK_MAX)
                .forEach(found -> findings.add(finding(found, motion)));
        return findings;
    }

    private static Finding finding(dev.firsthand.motion.soundness.Finding found, BodyMotion motion) {
        return new Finding(
                switch (found.level()) {
                    case WARN -> Level.WARN;
                    case FAIL -> Level.FAIL;
                },
                "motion-" + found.check().word(),
                Optional.of(new TimeSpan(
                        motion.alignment().convert(found.span().startNanos()),
                        motion.alignment().convert(found.span().endNanos()))),
                found.measured(),
                found.limit(),
                found.unit(),
                "The suit's data can't be believed here. Calibrate the suit again and keep it away from iron.");
    }
}
