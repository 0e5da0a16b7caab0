package dev.firsthand.recording.live;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import net.jpountz.lz4.LZ4FrameOutputStream;

/// What programs would send of a person in a T-pose who walks along Unity's Z (our X) at 1 m/s, one arm coming down.
/// Frames are 1/60 s apart.
final class Sender {
    static final double STEP_SECONDS = 1.0 / 60;

    /// Where joints stand in a T-pose, in Unity's axes: X to the right, Y up, Z forward.
    private static final Map<String, double[]> PLACES = places();

    private Sender() {}

    private static Map<String, double[]> places() {
        var places = new TreeMap<String, double[]>();
        places.put("hip", new double[] {0, 0.95, 0});
        places.put("spine", new double[] {0, 1.1, 0});
        places.put("chest", new double[] {0, 1.3, 0});
        places.put("neck", new double[] {0, 1.5, 0});
        places.put("head", new double[] {0, 1.6, 0});
        for (int side : new int[] {-1, 1}) {
            String name = side < 0 ? "left" : "right";
            places.put(name + "Shoulder", new double[] {0.05 * side, 1.45, 0});
            places.put(name + "UpperArm", new double[] {0.2 * side, 1.45, 0});
            places.put(name + "LowerArm", new double[] {0.48 * side, 1.45, 0});
            places.put(name + "Hand", new double[] {0.73 * side, 1.45, 0});
            places.put(name + "UpLeg", new double[] {0.1 * side, 0.9, 0});
            places.put(name + "Leg", new double[] {0.1 * side, 0.5, 0});
            places.put(name + "Foot", new double[] {0.1 * side, 0.08, 0});
            places.put(name + "Toe", new double[] {0.1 * side, 0.02, 0.14});
        }
        return places;
    }

    static byte[] rokoko(int frame) {
        var body = new ArrayList<String>();
        PLACES.forEach((name, place) -> body.add(String.format(
                Locale.ROOT,
                "\"%s\":{\"position\":{\"x\":%f,\"y\":%f,\"z\":%f},\"rotation\":{\"x\":0,\"y\":0,\"z\":0,\"w\":1}}",
                name,
                place[0],
                place[1],
                place[2] + frame * STEP_SECONDS)));
        return String.format(
                        Locale.ROOT,
                        "{\"version\":\"3,0\",\"fps\":60,\"scene\":{\"timestamp\":%f,\"props\":[],\"actors\":[{\"name\":\"A\",\"meta\":{\"hasBody\":true},\"body\":{%s}}]}}",
                        frame * STEP_SECONDS,
                        String.join(",", body))
                .getBytes(StandardCharsets.UTF_8);
    }

    static byte[] lz4(byte[] plain) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var frame = new LZ4FrameOutputStream(packed)) {
            frame.write(plain);
        }
        return packed.toByteArray();
    }

    /// One bundle: the time, the root, and each bone in its parent.
    static byte[] vmc(int frame) {
        double half = Math.toRadians(Math.min(80, frame)) / 2;
        var parts = new ArrayList<byte[]>();
        parts.add(osc("/VMC/Ext/OK", 1));
        parts.add(osc("/VMC/Ext/T", (float) (frame * STEP_SECONDS)));
        parts.add(osc("/VMC/Ext/Root/Pos", "root", 0f, 0f, (float) (frame * STEP_SECONDS), 0f, 0f, 0f, 1f));
        parts.add(bone("Hips", 0, 0.95, 0));
        parts.add(bone("Spine", 0, 0.15, 0));
        parts.add(bone("Chest", 0, 0.2, 0));
        parts.add(bone("Neck", 0, 0.2, 0));
        parts.add(bone("Head", 0, 0.1, 0));
        for (int side : new int[] {-1, 1}) {
            String name = side < 0 ? "Left" : "Right";
            parts.add(bone(name + "Shoulder", 0.05 * side, 0.15, 0));
            // In Unity's left-handed axes a turn about Z by an angle brings the right arm down.
            parts.add(osc(
                    "/VMC/Ext/Bone/Pos",
                    name + "UpperArm",
                    (float) (0.15 * side),
                    0f,
                    0f,
                    0f,
                    0f,
                    side > 0 ? (float) -Math.sin(half) : 0f,
                    side > 0 ? (float) Math.cos(half) : 1f));
            parts.add(bone(name + "LowerArm", 0.28 * side, 0, 0));
            parts.add(bone(name + "Hand", 0.25 * side, 0, 0));
            parts.add(bone(name + "UpperLeg", 0.1 * side, -0.05, 0));
            parts.add(bone(name + "LowerLeg", 0, -0.4, 0));
            parts.add(bone(name + "Foot", 0, -0.42, 0));
            parts.add(bone(name + "Toes", 0, -0.06, 0.14));
        }
        return bundle(parts);
    }

    private static byte[] bone(String name, double x, double y, double z) {
        return osc("/VMC/Ext/Bone/Pos", name, (float) x, (float) y, (float) z, 0f, 0f, 0f, 1f);
    }

    static byte[] bundle(List<byte[]> parts) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(text("#bundle"));
        out.writeBytes(new byte[] {0, 0, 0, 0, 0, 0, 0, 1});
        for (byte[] part : parts) {
            out.writeBytes(ByteBuffer.allocate(4).putInt(part.length).array());
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static byte[] osc(String address, Object... arguments) {
        var types = new StringBuilder(",");
        var values = new ByteArrayOutputStream();
        for (Object one : arguments) {
            switch (one) {
                case String text -> {
                    types.append('s');
                    values.writeBytes(text(text));
                }
                case Integer number -> {
                    types.append('i');
                    values.writeBytes(ByteBuffer.allocate(4).putInt(number).array());
                }
                case Float number -> {
                    types.append('f');
                    values.writeBytes(ByteBuffer.allocate(4).putFloat(number).array());
                }
                default -> throw new IllegalArgumentException("not in these tests: " + one);
            }
        }
        var out = new ByteArrayOutputStream();
        out.writeBytes(text(address));
        out.writeBytes(text(types.toString()));
        out.writeBytes(values.toByteArray());
        return out.toByteArray();
    }

    private static byte[] text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(bytes, (bytes.length + 4) / 4 * 4);
    }
}
