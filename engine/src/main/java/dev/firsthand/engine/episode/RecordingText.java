package dev.firsthand.engine.episode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firsthand.engine.custody.ObjectId;
import dev.firsthand.recording.sidecar.CameraIntrinsics;
import dev.firsthand.recording.sidecar.SidecarNote;
import dev.firsthand.recording.video.VideoFacts;
import dev.firsthand.recording.video.VideoNote;
import dev.firsthand.streams.sensor.SensorKind;
import dev.firsthand.streams.sensor.StreamName;
import dev.firsthand.streams.time.ClockAlignment;
import dev.firsthand.streams.time.ClockName;
import dev.firsthand.streams.time.TimeSpan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// A [Recording] as JSON, the form in which it lies sealed in the table.
final class RecordingText {
    /// Only a recording without pictures has it.
    private static final String CLIP = "clip";

    private static final ObjectMapper JSON = new ObjectMapper();

    private RecordingText() {}

    static String write(Recording recording) {
        ObjectNode node = JSON.createObjectNode();
        switch (recording) {
            case FilmedRecording film -> write(film, node);
            case MotionRecording alone -> write(alone, node);
        }
        ArrayNode notes = node.putArray("notes");
        recording.notes().forEach(note -> notes.add(note(note)));
        return node.toString();
    }

    private static void write(FilmedRecording film, ObjectNode node) {
        node.put("video", film.video().value().toString());
        node.set("facts", facts(film.facts()));
        film.streams().ifPresent(streams -> node.put("streams", streams.value().toString()));
        ArrayNode sensors = node.putArray("sensors");
        film.sensors().forEach(kind -> sensors.add(kind.name()));
        ArrayNode alignments = node.putArray("alignments");
        film.alignments().forEach(alignment -> alignments.add(alignment(alignment)));
        film.intrinsics()
                .ifPresent(camera -> node.putArray("intrinsics")
                        .add(camera.focalXPixels())
                        .add(camera.focalYPixels())
                        .add(camera.centreXPixels())
                        .add(camera.centreYPixels()));
        film.motion()
                .ifPresent(motion -> node.putObject("motion")
                        .put("clip", motion.clip().value().toString())
                        .set("alignment", alignment(motion.alignment())));
    }

    private static void write(MotionRecording alone, ObjectNode node) {
        node.put(CLIP, alone.clip().value().toString())
                .put("duration_nanos", alone.durationNanos())
                .put("frames", alone.frames())
                .put("joints", alone.joints());
    }

    static Recording read(String text) {
        JsonNode node = parse(text);
        return node.has(CLIP) ? readAlone(node) : readFilm(node);
    }

    private static MotionRecording readAlone(JsonNode node) {
        return new MotionRecording(
                object(node.get(CLIP)),
                node.get("duration_nanos").asLong(),
                node.get("frames").asInt(),
                node.get("joints").asInt(),
                list(node.get("notes"), RecordingText::note));
    }

    private static FilmedRecording readFilm(JsonNode node) {
        return new FilmedRecording(
                object(node.get("video")),
                facts(node.get("facts")),
                optional(node, "streams", RecordingText::object),
                list(node.get("sensors"), kind -> SensorKind.valueOf(kind.asText())),
                list(node.get("alignments"), RecordingText::alignment),
                list(node.get("notes"), RecordingText::note),
                optional(
                        node,
                        "intrinsics",
                        camera -> new CameraIntrinsics(
                                camera.get(0).asDouble(),
                                camera.get(1).asDouble(),
                                camera.get(2).asDouble(),
                                camera.get(3).asDouble())),
                optional(
                        node,
                        "motion",
                        motion -> new BodyMotion(object(motion.get("clip")), alignment(motion.get("alignment")))));
    }

    private static ObjectNode facts(VideoFacts facts) {
        ObjectNode node = JSON.createObjectNode()
                .put("container", facts.container())
                .put("stream_index", facts.streamIndex())
                .put("codec", facts.codec())
                .put("profile", facts.profile())
                .put("width", facts.width())
                .put("height", facts.height())
                .put("rotation_degrees", facts.rotationDegrees())
                .put("pixel_format", facts.pixelFormat())
                .put("bit_depth", facts.bitDepth())
                .put("colour_transfer", facts.colourTransfer())
                .put("duration_nanos", facts.durationNanos())
                .put("frames", facts.frames())
                .put("hidden_frames", facts.hiddenFrames())
                .put("audio_present", facts.audioPresent());
        facts.captureTime().ifPresent(time -> node.put("capture_time", time.toString()));
        facts.deviceClass().ifPresent(device -> node.put("device_class", device));
        ArrayNode notes = node.putArray("notes");
        facts.notes().forEach(note -> notes.addObject().put("code", note.code()).put("message", note.message()));
        return node;
    }

    private static VideoFacts facts(JsonNode node) {
        return new VideoFacts(
                node.get("container").asText(),
                node.get("stream_index").asInt(),
                node.get("codec").asText(),
                node.get("profile").asText(),
                node.get("width").asInt(),
                node.get("height").asInt(),
                node.get("rotation_degrees").asInt(),
                node.get("pixel_format").asText(),
                node.get("bit_depth").asInt(),
                node.get("colour_transfer").asText(),
                node.get("duration_nanos").asLong(),
                node.get("frames").asInt(),
                node.get("hidden_frames").asInt(),
                node.get("audio_present").asBoolean(),
                optional(node, "capture_time", time -> Instant.parse(time.asText())),
                optional(node, "device_class", JsonNode::asText),
                list(
                        node.get("notes"),
                        note -> new VideoNote(
                                note.get("code").asText(), note.get("message").asText())));
    }

    private static ObjectNode alignment(ClockAlignment alignment) {
        return JSON.createObjectNode()
                .put("from", alignment.from().value())
                .put("to", alignment.to().value())
                .put("offset_nanos", alignment.offsetNanos())
                .put("bound_nanos", alignment.boundNanos())
                .put("method", alignment.method().name());
    }

    private static ClockAlignment alignment(JsonNode node) {
        return new ClockAlignment(
                new ClockName(node.get("from").asText()),
                new ClockName(node.get("to").asText()),
                node.get("offset_nanos").asLong(),
                node.get("bound_nanos").asLong(),
                ClockAlignment.Method.valueOf(node.get("method").asText()));
    }

    private static ObjectNode note(SidecarNote note) {
        ObjectNode node = JSON.createObjectNode()
                .put("level", note.level().name())
                .put("code", note.code())
                .put("stream", note.stream().value())
                .put("measured", note.measured())
                .put("limit", note.limit())
                .put("unit", note.unit())
                .put("message", note.message());
        note.span()
                .ifPresent(span -> node.putArray("span").add(span.startNanos()).add(span.endNanos()));
        return node;
    }

    private static SidecarNote note(JsonNode node) {
        return new SidecarNote(
                SidecarNote.Level.valueOf(node.get("level").asText()),
                node.get("code").asText(),
                new StreamName(node.get("stream").asText()),
                optional(
                        node,
                        "span",
                        span -> new TimeSpan(span.get(0).asLong(), span.get(1).asLong())),
                node.get("measured").asDouble(),
                node.get("limit").asDouble(),
                node.get("unit").asText(),
                node.get("message").asText());
    }

    private static ObjectId object(JsonNode node) {
        return new ObjectId(UUID.fromString(node.asText()));
    }

    private static <T> Optional<T> optional(JsonNode node, String field, Function<JsonNode, T> read) {
        return node.has(field) ? Optional.of(read.apply(node.get(field))) : Optional.empty();
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> read) {
        List<T> list = new ArrayList<>();
        array.forEach(item -> list.add(read.apply(item)));
        return list;
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a recording in the table is not JSON", e);
        }
    }
}
