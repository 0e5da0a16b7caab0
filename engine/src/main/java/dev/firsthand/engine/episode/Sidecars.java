package dev.firsthand.engine.episode;

import dev.firsthand.engine.capture.SessionUpload;
import dev.firsthand.engine.custody.ObjectId;
import dev.firsthand.recording.sidecar.CameraIntrinsics;
import dev.firsthand.recording.sidecar.ImuCsvDeclaration;
import dev.firsthand.recording.sidecar.ImuCsvDeclarationText;
import dev.firsthand.recording.sidecar.SensorStreamsFile;
import dev.firsthand.recording.sidecar.SidecarFormat;
import dev.firsthand.recording.sidecar.SidecarNote;
import dev.firsthand.recording.sidecar.SidecarResult;
import dev.firsthand.recording.video.VideoFacts;
import dev.firsthand.streams.sensor.SensorStream;
import dev.firsthand.streams.sensor.StreamName;
import dev.firsthand.streams.time.ClockAlignment;
import dev.firsthand.streams.time.ClockName;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Gathers what the side-cars of one recording gave. A side-car that cannot be read does not cost the recording: it
/// is noted, and the video stands without it.
final class Sidecars {
    private final List<SensorStream> streams = new ArrayList<>();
    private final List<ClockAlignment> alignments = new ArrayList<>();
    private final List<SidecarNote> notes = new ArrayList<>();
    private Optional<CameraIntrinsics> intrinsics = Optional.empty();
    private Optional<BodyMotion> motion = Optional.empty();

    static SidecarFormat format(SessionUpload upload) {
        return switch (upload.role()) {
            case IMU_GCSV -> new SidecarFormat.Gcsv(Optional.empty());
            case IMU_CSV -> new SidecarFormat.ImuCsv(declaration(upload));
            case STRAY_ZIP -> new SidecarFormat.StrayScanner();
            case VIDEO, MOTION -> throw new IllegalArgumentException(upload.role() + " is no log of sensors");
        };
    }

    /// Capture took the declaration in only after it could be read.
    private static ImuCsvDeclaration declaration(SessionUpload upload) {
        return switch (ImuCsvDeclarationText.parse(upload.declaration().orElseThrow())) {
            case ImuCsvDeclarationText.Parsed.Declared(var declaration) -> declaration;
            case ImuCsvDeclarationText.Parsed.Malformed(var message) -> throw new IllegalStateException(message);
        };
    }

    void add(SidecarResult result) {
        switch (result) {
            case SidecarResult.Streams read -> {
                streams.addAll(read.streams());
                alignments.addAll(read.alignments());
                notes.addAll(read.notesOnVideo());
                intrinsics = intrinsics.or(read::intrinsics);
            }
            case SidecarResult.Refused(var code, var message) ->
                notes.add(new SidecarNote(
                        SidecarNote.Level.FAIL, code, new StreamName("imu"), Optional.empty(), 0, 0, "", message));
        }
    }

    void add(BodyMotion kept) {
        motion = Optional.of(kept);
    }

    void add(SidecarNote note) {
        notes.add(note);
    }

    /// How this clock reads on the video's, as far as a side-car said.
    Optional<ClockAlignment> alignment(ClockName clock) {
        return alignments.stream().filter(one -> one.from().equals(clock)).findFirst();
    }

    List<SensorStream> streams() {
        return List.copyOf(streams);
    }

    /// The names of the streams that could be read.
    List<String> read() {
        return streams.stream().map(stream -> stream.name().value()).toList();
    }

    void write(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            SensorStreamsFile.write(out, streams, alignments);
        }
    }

    FilmedRecording recording(ObjectId video, VideoFacts facts, Optional<ObjectId> streamsFile) {
        return new FilmedRecording(
                video,
                facts,
                streamsFile,
                streams.stream().map(SensorStream::kind).distinct().toList(),
                alignments,
                notes,
                intrinsics,
                motion);
    }
}
