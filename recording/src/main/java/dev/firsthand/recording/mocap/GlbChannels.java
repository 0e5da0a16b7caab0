package dev.firsthand.recording.mocap;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firsthand.recording.mocap.ImportReport.Decision;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What moves in a GLB animation: for each node and property a curve over time.
final class GlbChannels {
    private static final int BYTE = 5120;
    private static final int UNSIGNED_BYTE = 5121;
    private static final int SHORT = 5122;
    private static final int UNSIGNED_SHORT = 5123;
    private static final int FLOAT = 5126;
    private static final Set<String> READ = Set.of("translation", "rotation");

    private final JsonNode description;
    private final ByteBuffer binary;
    private final Map<String, GlbCurve> curves = new HashMap<>();

    GlbChannels(JsonNode description, ByteBuffer binary, JsonNode animation, List<Decision> decisions)
            throws UnreadableMotion {
        this.description = description;
        this.binary = binary;
        int passed = 0;
        for (JsonNode channel : animation.path("channels")) {
            JsonNode target = channel.path("target");
            String path = target.path("path").asText();
            if (!READ.contains(path) || !target.path("node").isInt()) {
                passed++;
                continue;
            }
            JsonNode sampler =
                    animation.path("samplers").path(channel.path("sampler").asInt(-1));
            if (!sampler.isObject()) {
                throw GlbReader.bad("a channel has no sampler");
            }
            int width = path.equals("rotation") ? 4 : 3;
            curves.put(target.path("node").asInt() + path, curve(sampler, width));
        }
        if (curves.isEmpty()) {
            throw new UnreadableMotion("glb-no-animation", "The animation turns and moves no node.");
        }
        if (passed > 0) {
            decisions.add(Decision.sure(
                    "glb-channels-passed-over",
                    "%d channels scale or shape something: they are passed over.".formatted(passed)));
        }
    }

    boolean moves(int node) {
        return curves.containsKey(node + "translation") || curves.containsKey(node + "rotation");
    }

    @org.jspecify.annotations.Nullable
    GlbCurve translation(int node) {
        return curves.get(node + "translation");
    }

    @org.jspecify.annotations.Nullable
    GlbCurve rotation(int node) {
        return curves.get(node + "rotation");
    }

    Iterable<GlbCurve> all() {
        return curves.values();
    }

    private GlbCurve curve(JsonNode sampler, int width) throws UnreadableMotion {
        float[] times = numbers(sampler.path("input").asInt(-1), 1);
        float[] values = numbers(sampler.path("output").asInt(-1), width);
        var way = GlbCurve.Way.of(sampler.path("interpolation").asText("LINEAR"));
        if (times.length == 0 || (long) times.length * width * way.numbersPerKey() != values.length) {
            throw GlbReader.bad("a curve has %d times and %d numbers".formatted(times.length, values.length));
        }
        for (int i = 0; i < times.length; i++) {
            if (!(times[i] >= 0) || times[i] > 1e6 || (i > 0 && times[i] <= times[i - 1])) {
                throw GlbReader.bad("the times of a curve do not grow");
            }
        }
        return new GlbCurve(times, values, width, way);
    }

    private float[] numbers(int index, int width) throws UnreadableMotion {
        JsonNode accessor = description.path("accessors").path(index);
        JsonNode view =
                description.path("bufferViews").path(accessor.path("bufferView").asInt(-1));
        if (index < 0 || !view.isObject() || view.path("buffer").asInt(0) != 0 || accessor.has("sparse")) {
            throw GlbReader.bad("a curve is not in its binary part");
        }
        int type = accessor.path("componentType").asInt();
        int size = type == FLOAT ? 4 : type == SHORT || type == UNSIGNED_SHORT ? 2 : 1;
        long count = accessor.path("count").asLong();
        int elements = switch (accessor.path("type").asText()) {
            case "SCALAR" -> 1;
            case "VEC3" -> 3;
            case "VEC4" -> 4;
            default -> 0;
        };
        long from =
                view.path("byteOffset").asLong() + accessor.path("byteOffset").asLong();
        long stride = view.path("byteStride").asLong((long) elements * size);
        if (elements != width
                || count < 0
                || from < 0
                || stride < (long) elements * size
                || stride > 252
                || from + count * stride > binary.capacity() + stride - (long) elements * size) {
            throw GlbReader.bad("a curve does not fit its binary part");
        }
        float[] values = new float[(int) count * elements];
        for (int i = 0; i < values.length; i++) {
            int at = (int) (from + i / elements * stride + (long) (i % elements) * size);
            values[i] = component(type, at);
        }
        return values;
    }

    /// Whole numbers stand for -1 to 1.
    private float component(int type, int at) throws UnreadableMotion {
        return switch (type) {
            case FLOAT -> binary.getFloat(at);
            case BYTE -> Math.max(binary.get(at) / 127f, -1);
            case UNSIGNED_BYTE -> (binary.get(at) & 0xFF) / 255f;
            case SHORT -> Math.max(binary.getShort(at) / 32767f, -1);
            case UNSIGNED_SHORT -> (binary.getShort(at) & 0xFFFF) / 65535f;
            default -> throw GlbReader.bad("numbers of kind %d".formatted(type));
        };
    }
}
