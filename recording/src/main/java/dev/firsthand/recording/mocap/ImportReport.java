package dev.firsthand.recording.mocap;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// What was read, what was decided, and why.
///
/// @param metresPerUnit what one unit of the file's lengths was taken for
/// @param upAxis the file's axis that points up, "unknown" where nothing tells
/// @param movingRoot the first joint that really moves through the room, which need not be the root
/// @param tPoseFrame an inserted pose at the start that is no motion
/// @param headHeightMetres how high the head joint is above the floor when the person stands, where there is a head
public record ImportReport(
        String format,
        int parts,
        int declaredFrames,
        int frames,
        double framesPerSecond,
        String unit,
        double metresPerUnit,
        String upAxis,
        String root,
        String movingRoot,
        OptionalInt tPoseFrame,
        RestPose restPose,
        OptionalDouble headHeightMetres,
        List<Decision> decisions) {
    public ImportReport {
        decisions = List.copyOf(decisions);
    }

    /// Of what is no body: points, or columns of numbers.
    public static ImportReport withoutBody(
            String format,
            int parts,
            int declaredFrames,
            int frames,
            double framesPerSecond,
            String unit,
            double metresPerUnit,
            String upAxis,
            List<Decision> decisions) {
        return new ImportReport(
                format,
                parts,
                declaredFrames,
                frames,
                framesPerSecond,
                unit,
                metresPerUnit,
                upAxis,
                "",
                "",
                OptionalInt.empty(),
                RestPose.UNKNOWN,
                OptionalDouble.empty(),
                decisions);
    }

    /// One thing that the file does not say, or says and does not keep. `code` is stable
    /// (docs/reference/motion.md).
    ///
    /// @param doubtful whether a person should look at it before the numbers are used
    public record Decision(String code, boolean doubtful, String message) {
        static Decision sure(String code, String message) {
            return new Decision(code, false, message);
        }

        static Decision doubtful(String code, String message) {
            return new Decision(code, true, message);
        }
    }

    /// Whether the file says, or shows, that more was recorded than could be read.
    public boolean lossy() {
        return frames < declaredFrames
                || decided("frames-spoiled")
                || decided("last-line-cut")
                || decided("numbers-missing");
    }

    public boolean doubtful() {
        return decisions.stream().anyMatch(Decision::doubtful);
    }

    public boolean decided(String code) {
        return decisions.stream().anyMatch(decision -> decision.code().equals(code));
    }
}
