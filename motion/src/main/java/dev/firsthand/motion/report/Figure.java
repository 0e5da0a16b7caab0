package dev.firsthand.motion.report;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;

/// One body of a [Scene]: points that move, and capsules between them.
///
/// @param places x, y, z in metres of each point of each frame, NaN where it was not measured; handed over, not copied
@SuppressWarnings("ArrayRecordComponent") // columns of numbers
record Figure(String name, Kind kind, int points, List<Bone> bones, float[] places) {
    enum Kind {
        PERSON,
        ROBOT
    }

    /// A capsule between two points.
    record Bone(int from, int to, double radiusMetres) {}

    Figure {
        bones = List.copyOf(bones);
    }

    String json() {
        var capsules = new StringBuilder();
        for (Bone bone : bones) {
            capsules.append(capsules.isEmpty() ? "" : ",")
                    .append(bone.from())
                    .append(',')
                    .append(bone.to())
                    .append(',')
                    .append(Text.number(bone.radiusMetres(), 3));
        }
        var bytes = ByteBuffer.allocate(4 * places.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(places);
        return "{\"name\":%s,\"kind\":%s,\"points\":%d,\"bones\":[%s],\"places\":\"%s\"}"
                .formatted(
                        Text.json(name),
                        Text.json(Text.word(kind)),
                        points,
                        capsules,
                        Base64.getEncoder().encodeToString(bytes.array()));
    }
}
