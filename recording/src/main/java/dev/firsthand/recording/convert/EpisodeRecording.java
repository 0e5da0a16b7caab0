package dev.firsthand.recording.convert;

import dev.firsthand.streams.sensor.SensorStream;
import dev.firsthand.streams.time.ClockAlignment;
import dev.firsthand.streams.time.ClockName;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What goes into one episode's file.
///
/// @param video mp4, H.264, without B-frames; its first frame is zero on [ClockName#VIDEO]
/// @param streams each under a name of its own, on any clocks
/// @param alignments one to the video's clock for each other clock that a stream names
/// @param camera where known
/// @param identifiers what the caller wants to find the episode by, written as they are
public record EpisodeRecording(
        Path video,
        List<SensorStream> streams,
        List<ClockAlignment> alignments,
        Optional<CameraModel> camera,
        SortedMap<String, String> identifiers) {
    public EpisodeRecording {
        streams = List.copyOf(streams);
        alignments = List.copyOf(alignments);
        identifiers = Collections.unmodifiableSortedMap(new TreeMap<>(identifiers));
        var names = new HashSet<String>();
        for (var stream : streams) {
            if (!names.add(stream.name().value())) {
                throw new IllegalArgumentException(
                        "two streams have the name " + stream.name().value());
            }
            alignment(alignments, stream.clock());
        }
    }

    /// How the stream's clock stands to the video's.
    ClockAlignment alignmentOf(SensorStream stream) {
        return alignment(alignments, stream.clock());
    }

    private static ClockAlignment alignment(List<ClockAlignment> alignments, ClockName clock) {
        if (clock.equals(ClockName.VIDEO)) {
            return ClockAlignment.identity(clock);
        }
        return alignments.stream()
                .filter(alignment ->
                        alignment.from().equals(clock) && alignment.to().equals(ClockName.VIDEO))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "clock %s has no alignment to the video's clock".formatted(clock.value())));
    }
}
