package dev.firsthand.recording.mocap;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Opens a motion file of any format that is read here, told by its first bytes and its ending.
public final class MotionFiles {
    private static final int START_BYTES = 64;

    private MotionFiles() {}

    public static Motion read(Path file) throws IOException {
        return switch (format(file)) {
            case BVH -> BvhImport.of(BvhReader.read(file));
            case C3D -> MarkersImport.of(C3dReader.read(file));
            case TRC -> TrcFile.read(file);
            case MOT -> MotFile.read(file);
            case GLB -> GlbReader.read(file);
        };
    }

    /// With the unit of lengths stated; formats that fix their own unit refuse it.
    public static Motion read(Path file, double metresPerUnit) throws IOException {
        if (!(metresPerUnit > 0) || metresPerUnit > 1000) {
            throw new UnreadableMotion("unit-impossible", "A unit of %s m makes no sense.".formatted(metresPerUnit));
        }
        if (format(file) != Format.BVH) {
            throw new UnreadableMotion("unit-stated-twice", "Only BVH leaves its unit open: this file states its own.");
        }
        return BvhImport.inUnits(BvhReader.read(file), metresPerUnit);
    }

    private enum Format {
        BVH,
        C3D,
        TRC,
        MOT,
        GLB
    }

    private static Format format(Path file) throws IOException {
        String ending = file.getFileName().toString().toLowerCase(Locale.ROOT).replaceFirst(".*\\.", "");
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(START_BYTES);
        }
        String text = new String(start, StandardCharsets.ISO_8859_1);
        String upper = text.replace("\u00EF\u00BB\u00BF", "").strip().toUpperCase(Locale.ROOT);
        if (ending.equals("fbx") || upper.startsWith("KAYDARA FBX") || upper.startsWith("; FBX")) {
            throw new UnreadableMotion(
                    "fbx-refused",
                    "FBX is not read: its makers do not publish the format. Export the take as BVH or GLB from the same program.");
        }
        if (upper.startsWith("HIERARCHY")) {
            return Format.BVH;
        }
        if (text.startsWith("glTF")) {
            return Format.GLB;
        }
        if (text.startsWith("PathFileType")) {
            return Format.TRC;
        }
        if (ending.equals("c3d")
                || (start.length > 1 && start[1] == C3dHeader.MAGIC && start[0] > 0 && start[0] < 10)) {
            return Format.C3D;
        }
        return switch (ending) {
            case "mot", "sto" -> Format.MOT;
            case "bvh" -> Format.BVH;
            case "trc" -> Format.TRC;
            case "glb" -> Format.GLB;
            default ->
                throw new UnreadableMotion(
                        "motion-format-unknown",
                        "This is none of the formats that are read: BVH, C3D, TRC, MOT or STO, GLB. Sensor logs (gcsv, or CSV with --declaration) are read by motion info, convert and align: docs/how-to/bring-an-imu-file.md.");
        };
    }
}
