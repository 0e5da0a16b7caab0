package dev.firsthand.recording.mocap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firsthand.recording.mocap.ImportReport.Decision;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// Reads the first animation of a GLB file (glTF 2.0, binary): nodes that move, and those they hang on. Meshes,
/// skins and materials are passed over. Metres, Y up and Z forward are fixed by the format.
public final class GlbReader {
    static final int FILE_BYTES_MAX = 512 << 20;

    private static final int MAGIC = 0x46546C67;
    private static final int JSON = 0x4E4F534A;
    private static final int BINARY = 0x004E4942;
    private static final int VERSION = 2;

    private GlbReader() {}

    public static Motion.Body read(Path file) throws IOException {
        long bytes = Files.size(file);
        if (bytes > FILE_BYTES_MAX) {
            throw new UnreadableMotion(
                    "motion-too-large",
                    "The file has %d bytes; at most %d are read. Export the animation without meshes."
                            .formatted(bytes, FILE_BYTES_MAX));
        }
        return read(Files.readAllBytes(file));
    }

    static Motion.Body read(byte[] bytes) throws UnreadableMotion {
        var file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < 20 || file.getInt(0) != MAGIC || file.getInt(4) != VERSION) {
            throw bad("it does not begin with glTF and version 2");
        }
        JsonNode description = null;
        ByteBuffer binary = ByteBuffer.allocate(0);
        long at = 12;
        while (at + 8 <= bytes.length) {
            long length = file.getInt((int) at) & 0xFFFFFFFFL;
            int type = file.getInt((int) at + 4);
            if (at + 8 + length > bytes.length) {
                throw bad("a part of it runs over its end");
            }
            if (type == JSON && description == null) {
                description = parse(bytes, (int) at + 8, (int) length);
            } else if (type == BINARY) {
                binary = file.slice((int) at + 8, (int) length).order(ByteOrder.LITTLE_ENDIAN);
            }
            at += 8 + length;
        }
        if (description == null) {
            throw bad("it has no description");
        }
        try {
            return read(description, binary);
        } catch (IndexOutOfBoundsException outside) {
            throw bad("it points outside of itself");
        }
    }

    private static JsonNode parse(byte[] bytes, int at, int length) throws UnreadableMotion {
        try {
            return new ObjectMapper().readTree(bytes, at, length);
        } catch (IOException malformed) { // bytes in memory do not fail otherwise
            throw bad("its description is no JSON");
        }
    }

    private static Motion.Body read(JsonNode description, ByteBuffer binary) throws UnreadableMotion {
        var decisions = new ArrayList<Decision>();
        JsonNode animations = description.path("animations");
        if (animations.isEmpty()) {
            throw new UnreadableMotion("glb-no-animation", "The file holds no animation. Export it with one.");
        }
        if (animations.size() > 1) {
            decisions.add(Decision.doubtful(
                    "glb-first-animation",
                    "The file holds %d animations: the first is read.".formatted(animations.size())));
        }
        var channels = new GlbChannels(description, binary, animations.get(0), decisions);
        var nodes = new GlbNodes(description.path("nodes"), channels, decisions);
        FirstPose.Parted parted = FirstPose.part(nodes.clip(), decisions);
        Clip clip = parted.clip();
        OptionalDouble head = BodyScale.headHeightMetres(clip, decisions);
        String root = clip.skeleton().joints().getFirst().name();
        String moving = clip.movers().length > 0
                ? clip.skeleton().joints().get(clip.movers()[0]).name()
                : root;
        var report = new ImportReport(
                "GLB",
                clip.skeleton().size(),
                clip.frames(),
                clip.frames(),
                clip.framesPerSecond(),
                "m",
                1,
                "Y",
                root,
                moving,
                parted.inserted(),
                RestPose.UNKNOWN,
                head,
                List.copyOf(decisions));
        return new Motion.Body(clip, report);
    }

    static UnreadableMotion bad(String why) {
        return new UnreadableMotion(
                "glb-not-one", "This is no GLB file that can be read: %s. Export it again.".formatted(why));
    }
}
