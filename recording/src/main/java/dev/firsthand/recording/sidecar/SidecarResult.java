package dev.firsthand.recording.sidecar;

import dev.firsthand.streams.sensor.SensorStream;
import dev.firsthand.streams.time.ClockAlignment;
import dev.firsthand.streams.time.ClockName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What reading a side-car gave.
public sealed interface SidecarResult {
    /// Streams in SI units, one alignment to the video's clock for each clock among them, and what is odd about them.
    /// `video` is there where the side-car held one (a Stray Scanner zip): a file in the work folder.
    record Streams(
            List<SensorStream> streams,
            List<ClockAlignment> alignments,
            List<SidecarNote> notes,
            Optional<CameraIntrinsics> intrinsics,
            Optional<Path> video)
            implements SidecarResult {
        public Streams {
            streams = List.copyOf(streams);
            alignments = List.copyOf(alignments);
            notes = List.copyOf(notes);
        }

        /// The notes with their spans on the video's clock.
        public List<SidecarNote> notesOnVideo() {
            return notes.stream().map(this::onVideo).toList();
        }

        private SidecarNote onVideo(SidecarNote note) {
            return streams.stream()
                    .filter(stream -> stream.name().equals(note.stream()))
                    .flatMap(stream ->
                            alignments.stream().filter(one -> one.from().equals(stream.clock())))
                    .filter(one -> one.to().equals(ClockName.VIDEO))
                    .findFirst()
                    .map(note::on)
                    .orElse(note);
        }
    }

    /// The file can't be read. `code` is stable; `message` tells the person who uploaded it what to do.
    record Refused(String code, String message) implements SidecarResult {}
}
