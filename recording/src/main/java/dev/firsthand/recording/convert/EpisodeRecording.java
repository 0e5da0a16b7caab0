package dev.firsthand.recording.convert;

import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.streams.sensor.SensorStream;
import dev.firsthand.streams.time.ClockAlignment;
import dev.firsthand.streams.time.ClockName;
import dev.firsthand.streams.time.TimeSpan;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What goes into one episode's file.
///
/// @param video mp4, H.264, without B-frames; its first frame is zero on [ClockName#VIDEO]. Without one
///     there is the motion
/// @param streams each under a name of its own, on any clocks
/// @param motion of the body of whoever recorded; its joints get names that tell nobody
/// @param alignments one to [#clock] for each other clock that a stream or the motion names
/// @param camera where known
/// @param span what of it, on [#clock]; nothing outside is written
/// @param identifiers what the caller wants to find the episode by, written as they are
public record EpisodeRecording(
        Optional<Path> video,
        List<SensorStream> streams,
        Optional<Motion> motion,
        List<ClockAlignment> alignments,
        Optional<CameraModel> camera,
        TimeSpan span,
        SortedMap<String, String> identifiers) {
    /// From the first frame to whatever comes last.
    public static final TimeSpan WHOLE = new TimeSpan(0, Long.MAX_VALUE);

    /// The motion of a body whose first frame is zero on this clock.
    public record Motion(Clip clip, ClockName clock) {}

    public EpisodeRecording {
        streams = List.copyOf(streams);
        alignments = List.copyOf(alignments);
        identifiers = Collections.unmodifiableSortedMap(new TreeMap<>(identifiers));
        if (span.startNanos() < 0) {
            throw new IllegalArgumentException(
                    "a span begins with the first frame or later, not at %d ns".formatted(span.startNanos()));
        }
        if (video.isEmpty() && (motion.isEmpty() || camera.isPresent())) {
            throw new IllegalArgumentException("without a video an episode is the motion of a body, and has no camera");
        }
        ClockName clock = clock(video, motion);
        var names = new HashSet<String>();
        for (var stream : streams) {
            if (!names.add(stream.name().value())) {
                throw new IllegalArgumentException(
                        "two streams have the name " + stream.name().value());
            }
            alignment(alignments, stream.clock(), clock);
        }
        if (motion.isPresent()) {
            alignment(alignments, motion.get().clock(), clock);
        }
    }

    /// The clock on which the episode is told: the video's, or the motion's where there is none.
    ClockName clock() {
        return clock(video, motion);
    }

    private static ClockName clock(Optional<Path> video, Optional<Motion> motion) {
        return video.isPresent() ? ClockName.VIDEO : motion.orElseThrow().clock();
    }

    /// How a clock stands to that of the episode.
    ClockAlignment alignmentTo(ClockName clock) {
        return alignment(alignments, clock, clock());
    }

    private static ClockAlignment alignment(List<ClockAlignment> alignments, ClockName from, ClockName to) {
        if (from.equals(to)) {
            return ClockAlignment.identity(from);
        }
        return alignments.stream()
                .filter(alignment ->
                        alignment.from().equals(from) && alignment.to().equals(to))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "clock %s has no alignment to the clock %s".formatted(from.value(), to.value())));
    }
}
