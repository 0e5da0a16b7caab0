package dev.firsthand.recording.mocap;

import dev.firsthand.recording.mocap.ImportReport.Decision;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// A C3D file as it stands: its own unit, axes and labels. [Markers] are made of it in metres.
///
/// `points` holds x, y, z of each point of each frame, NaN where the point was not seen. `residuals` holds how well
/// the cameras agreed (-1 where not seen, 0 where the file does not say), `cameras` which of seven saw it. `analog`
/// holds, for each point frame, `analogPerFrame` samples of all channels in the channels' own units.
@SuppressWarnings("ArrayRecordComponent") // columns of numbers are the point of this type
public record C3d(
        Encoding encoding,
        List<String> labels,
        String unit,
        String upAxis,
        int declaredFrames,
        int frames,
        double framesPerSecond,
        float[] points,
        float[] residuals,
        byte[] cameras,
        List<String> analogLabels,
        List<String> analogUnits,
        int analogPerFrame,
        float[] analog,
        SortedMap<String, C3dParameter> parameters,
        List<Decision> decisions) {
    public C3d {
        labels = List.copyOf(labels);
        analogLabels = List.copyOf(analogLabels);
        analogUnits = List.copyOf(analogUnits);
        decisions = List.copyOf(decisions);
    }

    /// Which machine wrote the numbers, and whether points are whole numbers times a scale.
    public record Encoding(Processor processor, boolean real) {}

    /// Byte orders and floating point formats of C3D.
    public enum Processor {
        INTEL,
        DEC,
        MIPS;

        /// The number that the description begins with.
        static Optional<Processor> of(byte code) {
            return switch (code) {
                case 84 -> Optional.of(INTEL);
                case 85 -> Optional.of(DEC);
                case 86 -> Optional.of(MIPS);
                default -> Optional.empty();
            };
        }
    }
}
