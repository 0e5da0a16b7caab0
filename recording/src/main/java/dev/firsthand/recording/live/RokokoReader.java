package dev.firsthand.recording.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firsthand.recording.mocap.MotionLimits;
import dev.firsthand.streams.space.RigidTransform;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.xxhash.XXHashFactory;

/// Rokoko Studio's own stream, version 3: one JSON object a datagram, plain or as an LZ4 frame, which holds all people.
/// Places and turns are in the room. The name of a person is never looked at: they are counted from 1.
final class RokokoReader implements LiveReader {
    private static final int LZ4_MAGIC = 0x04224D18; // as its bytes stand in the frame
    private static final int UNPACKED_BYTES_MAX = 1 << 20;
    private static final int VERSION = 3;
    private static final double SECONDS_MAX = 1e9;
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxNameLength(MotionLimits.NAME_BYTES_MAX)
                    .maxStringLength(1_024)
                    .maxNumberLength(64)
                    .build())
            .build());

    private final int person;

    /// @param person which of the people in it, from 1
    RokokoReader(int person) {
        this.person = person;
    }

    @Override
    public Heard hear(ByteBuffer datagram, long arrivedNanos) {
        try {
            byte[] text = plain(datagram);
            return text.length > UNPACKED_BYTES_MAX
                    ? new Heard.Bad(BadDatagram.TOO_LARGE)
                    : told(JSON.readTree(text), arrivedNanos);
        } catch (IOException | RuntimeException e) { // the library of LZ4 answers bad frames with either
            return new Heard.Bad(BadDatagram.MALFORMED);
        }
    }

    /// At most one byte more than is allowed.
    private static byte[] plain(ByteBuffer datagram) throws IOException {
        byte[] bytes = new byte[datagram.remaining()];
        datagram.get(bytes);
        if (bytes.length < 4 || ByteBuffer.wrap(bytes).getInt() != LZ4_MAGIC) {
            return bytes;
        }
        // Checked, pure Java: as for chunks of MCAP.
        try (var lz4 = new LZ4FrameInputStream(
                new ByteArrayInputStream(bytes),
                LZ4Factory.safeInstance().safeDecompressor(),
                XXHashFactory.safeInstance().hash32())) {
            return lz4.readNBytes(UNPACKED_BYTES_MAX + 1);
        }
    }

    private Heard told(JsonNode all, long arrivedNanos) {
        // What Studio calls version 2.5 says 3, and has trackers.
        if (version(all.path("version")) != VERSION || all.has("trackers")) {
            return new Heard.Bad(BadDatagram.OTHER_VERSION);
        }
        JsonNode body = all.at("/scene/actors").path(person - 1).path("body");
        if (!body.isObject() || !body.has(BoneTree.ROKOKO.root())) {
            return new Heard.Bad(BadDatagram.NO_BODY);
        }
        if (body.size() > MotionLimits.JOINTS_MAX) {
            return new Heard.Bad(BadDatagram.JOINTS_MANY);
        }
        double seconds = all.at("/scene/timestamp").asDouble(Double.NaN);
        double fps = all.path("fps").asDouble();
        Map<String, RigidTransform> joints = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> joint : body.properties()) {
            Optional<RigidTransform> place = place(joint.getValue());
            if (place.isEmpty()) {
                return new Heard.Bad(BadDatagram.NUMBERS);
            }
            joints.put(joint.getKey(), place.get());
        }
        if (!(seconds >= 0 && seconds <= SECONDS_MAX)) {
            return new Heard.Bad(BadDatagram.NUMBERS);
        }
        return new Heard.Moments(List.of(new Told(arrivedNanos, Math.round(seconds * 1e9), fps, joints)));
    }

    /// A number, or text such as "3,0".
    private static int version(JsonNode version) {
        String text = version.asText().split("[.,]", 2)[0];
        return text.matches("\\d{1,3}") ? Integer.parseInt(text) : -1;
    }

    private static Optional<RigidTransform> place(JsonNode joint) {
        JsonNode at = joint.path("position");
        JsonNode turn = joint.path("rotation");
        return Unity.ours(new double[] {
            number(at, "x"),
            number(at, "y"),
            number(at, "z"),
            number(turn, "x"),
            number(turn, "y"),
            number(turn, "z"),
            number(turn, "w")
        });
    }

    private static double number(JsonNode of, String name) {
        return of.path(name).isNumber() ? of.path(name).doubleValue() : Double.NaN;
    }
}
