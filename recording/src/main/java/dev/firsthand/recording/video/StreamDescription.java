package dev.firsthand.recording.video;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads ffprobe's JSON: the streams and the few tags that we keep as facts.
final class StreamDescription {
    /// What ffprobe is asked for, and nothing else.
    static final String ENTRIES = "format=format_name,duration"
            + ":format_tags=creation_time,com.apple.quicktime.creationdate,com.apple.quicktime.make,"
            + "com.apple.quicktime.model,com.android.manufacturer,com.android.model"
            + ":stream=index,codec_type,codec_name,profile,width,height,pix_fmt,bits_per_raw_sample,"
            + "color_transfer,time_base"
            + ":stream_disposition=attached_pic:stream_side_data=rotation";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern DEPTH = Pattern.compile("(?:p0?|gray)(9|10|12|14|16)(?:le|be)$");
    private static final DateTimeFormatter APPLE_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXX");
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final int MODEL_LETTERS_MAX = 64;

    private final JsonNode root;

    private StreamDescription(JsonNode root) {
        this.root = root;
    }

    static StreamDescription parse(String json) throws JsonProcessingException {
        return new StreamDescription(JSON.readTree(json));
    }

    String container() {
        return root.path("format").path("format_name").asText("").startsWith("matroska") ? "webm" : "mp4";
    }

    /// The first stream of moving pictures; a cover picture is none.
    Optional<JsonNode> picture() {
        for (JsonNode stream : root.path("streams")) {
            if (stream.path("codec_type").asText("").equals("video")
                    && stream.path("disposition").path("attached_pic").asInt(0) == 0) {
                return Optional.of(stream);
            }
        }
        return Optional.empty();
    }

    /// Whether the file says how long it lasts.
    boolean lengthSaid() {
        return root.path("format").path("duration").asDouble(0) > 0;
    }

    boolean audioPresent() {
        for (JsonNode stream : root.path("streams")) {
            if (stream.path("codec_type").asText("").equals("audio")) {
                return true;
            }
        }
        return false;
    }

    /// Clockwise, as a multiple of 90.
    static int rotationDegrees(JsonNode stream) {
        for (JsonNode side : stream.path("side_data_list")) {
            if (side.has("rotation")) {
                long counterclockwise = Math.round(side.path("rotation").asDouble(0) / 90) * 90;
                return Math.floorMod(-counterclockwise, 360);
            }
        }
        return 0;
    }

    static int bitDepth(JsonNode stream) {
        Matcher found = DEPTH.matcher(stream.path("pix_fmt").asText(""));
        return found.find() ? Integer.parseInt(found.group(1)) : 8;
    }

    /// When the recording began, by its own word; times before 2000 are clocks that were never set.
    Optional<Instant> captureTime() {
        return tag("com.apple.quicktime.creationdate")
                .flatMap(StreamDescription::instant)
                .or(() -> tag("creation_time").flatMap(StreamDescription::instant))
                .filter(time -> time.isAfter(EARLIEST));
    }

    Optional<String> deviceClass() {
        return tag("com.apple.quicktime.model")
                .or(() -> tag("com.android.model"))
                .map(model -> model.replaceAll("[^A-Za-z0-9 ._()+-]", ""))
                .map(model -> model.substring(0, Math.min(model.length(), MODEL_LETTERS_MAX))
                        .strip())
                .filter(model -> !model.isEmpty());
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(
                    text.endsWith("Z")
                            ? Instant.parse(text)
                            : OffsetDateTime.parse(text, APPLE_TIME).toInstant());
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    private Optional<String> tag(String name) {
        JsonNode tag = root.path("format").path("tags").path(name);
        return tag.isTextual() ? Optional.of(tag.asText()) : Optional.empty();
    }
}
