package dev.firsthand.engine.strain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firsthand.engine.capture.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A [StrainReading] as JSON, the form in which it lies sealed in the table.
final class StrainText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private StrainText() {}

    static String write(StrainReading reading) {
        ObjectNode node = JSON.createObjectNode()
                .put("session", reading.session().value().toString())
                .put("began", reading.began().toString())
                .put("worn", reading.worn().toSeconds());
        reading.head()
                .ifPresent(head -> node.putArray("head")
                        .add(head.worn().toSeconds())
                        .add(head.bentSure().toSeconds())
                        .add(head.bentPossible().toSeconds()));
        reading.body()
                .ifPresent(body -> node.putArray("body")
                        .add(body.version())
                        .add(body.scored().toSeconds())
                        .add(body.highSure().toSeconds())
                        .add(body.highPossible().toSeconds())
                        .add(body.longestSure().toSeconds())
                        .add(body.longestPossible().toSeconds()));
        return node.toString();
    }

    static StrainReading read(String text) {
        JsonNode node = parse(text);
        JsonNode head = node.path("head");
        JsonNode body = node.path("body");
        return new StrainReading(
                new SessionId(UUID.fromString(node.get("session").asText())),
                Instant.parse(node.get("began").asText()),
                seconds(node.get("worn")),
                head.isMissingNode()
                        ? Optional.empty()
                        : Optional.of(new HeadTilt(seconds(head.get(0)), seconds(head.get(1)), seconds(head.get(2)))),
                body.isMissingNode()
                        ? Optional.empty()
                        : Optional.of(new BodyStrain(
                                body.get(0).asText(),
                                seconds(body.get(1)),
                                seconds(body.get(2)),
                                seconds(body.get(3)),
                                seconds(body.get(4)),
                                seconds(body.get(5)))));
    }

    private static Duration seconds(JsonNode node) {
        return Duration.ofSeconds(node.asLong());
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a reading of strain in the table is not JSON", e);
        }
    }
}
