package dev.firsthand.recording.sidecar;

import dev.firsthand.streams.sensor.SensorKind;
import dev.firsthand.streams.sensor.SensorStream;
import dev.firsthand.streams.sensor.StreamName;
import dev.firsthand.streams.time.ClockAlignment;
import dev.firsthand.streams.time.ClockName;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One IMU stream from the rows of a text file, with its findings and its alignment.
final class ImuTable {
    static final StreamName STREAM = new StreamName("imu");
    static final ClockName CLOCK = new ClockName("imu");

    /// How far apart two recordings start that a person starts by hand, one after the other or from one app.
    static final Duration COMMON_START_BOUND = Duration.ofSeconds(1);

    /// Accelerometers for shocks end at some 10,000 g, gyroscopes at some 100,000 degrees a second.
    private static final double ACCELERATION_MAX_MPS2 = 100_000;

    private static final double RATE_MAX_RADPS = 2_000;

    private ImuTable() {}

    static SidecarResult.Streams read(
            SampleTable table, TextRows rows, Optional<DeclaredOffset> offset, List<SidecarNote> headerNotes)
            throws IOException {
        var samples = new SampleColumns(STREAM, SensorKind.IMU, SidecarLimits.SAMPLES);
        table.readInto(rows, samples);
        requireSamples(samples, STREAM);
        SensorStream stream = samples.stream(CLOCK);
        requirePossible(stream);
        List<SidecarNote> notes = new ArrayList<>(headerNotes);
        notes.addAll(StreamFindings.of(stream, samples));
        return new SidecarResult.Streams(
                List.of(stream), List.of(alignment(stream, offset)), notes, Optional.empty(), Optional.empty());
    }

    static void requireSamples(SampleColumns samples, StreamName stream) throws UnreadableSidecar {
        if (samples.size() < 2) {
            throw new UnreadableSidecar(
                    "sidecar-no-samples",
                    "The stream %s has %d readable rows (%d had no numbers); at least 2 are needed."
                            .formatted(stream.value(), samples.size(), samples.missingRows()));
        }
        if (samples.missingRows() > samples.size()) {
            throw new UnreadableSidecar(
                    "sidecar-values-missing",
                    "The stream %s has %d rows without numbers and only %d with them. Export it again."
                            .formatted(stream.value(), samples.missingRows(), samples.size()));
        }
    }

    /// No sensor gives such numbers: the columns hold something else, and no unit would mend it.
    static void requirePossible(SensorStream stream) throws UnreadableSidecar {
        if (stream.kind() != SensorKind.IMU) {
            return;
        }
        int channels = stream.kind().channels().size();
        for (int i = 0; i < stream.values().length; i++) {
            double most = i % channels < 3 ? ACCELERATION_MAX_MPS2 : RATE_MAX_RADPS;
            if (Math.abs(stream.values()[i]) > most) {
                var channel = stream.kind().channels().get(i % channels);
                throw new UnreadableSidecar(
                        "sidecar-values-impossible",
                        ("Sample %d has a %s of %.3g %s as declared; no sensor gives more than %.0f. Compare the"
                                        + " declared columns and units with the file and upload it again.")
                                .formatted(i / channels + 1, channel.name(), stream.values()[i], channel.unit(), most));
            }
        }
    }

    private static ClockAlignment alignment(SensorStream stream, Optional<DeclaredOffset> declared) {
        return declared.map(offset -> new ClockAlignment(
                        CLOCK,
                        ClockName.VIDEO,
                        offset.offset().toNanos(),
                        offset.bound().toNanos(),
                        ClockAlignment.Method.DECLARED))
                .orElseGet(() -> commonStart(stream));
    }

    static ClockAlignment commonStart(SensorStream stream) {
        return new ClockAlignment(
                stream.clock(),
                ClockName.VIDEO,
                Math.negateExact(stream.timesNanos()[0]),
                COMMON_START_BOUND.toNanos(),
                ClockAlignment.Method.ASSUMED_COMMON_START);
    }
}
