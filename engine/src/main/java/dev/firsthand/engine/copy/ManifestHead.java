package dev.firsthand.engine.copy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firsthand.recording.video.GridSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

/// What a manifest says of the copy as a whole, in its own order and words. Its lists of episodes and files are passed
/// over, so that a large one is read quickly.
public final class ManifestHead {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ManifestHead() {}

    /// Values by name; those of an inner object as `name.inner`.
    public static SequencedMap<String, String> read(Path folder) throws IOException {
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        try (JsonParser parser =
                JSON.createParser(folder.resolve(CopyPages.MANIFEST).toFile())) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                switch (parser.nextToken()) {
                    case START_ARRAY -> parser.skipChildren();
                    case START_OBJECT -> inner(facts, name, parser.readValueAsTree());
                    default -> facts.put(name, parser.getText());
                }
            }
        }
        return facts;
    }

    /// What the copy shows. One from before there was motion alone is of pictures and does not say so.
    public static CopyMedia media(Path folder) throws IOException {
        Map<String, String> facts = read(folder);
        int fps = number(facts, "fps");
        return facts.getOrDefault("media", CopyMedia.Pictures.NAME).equals(CopyMedia.Motion.NAME)
                ? new CopyMedia.Motion(fps)
                : new CopyMedia.Pictures(
                        new GridSpec(fps, number(facts, "width"), number(facts, "height")),
                        fact(facts, "encoder_build"));
    }

    private static int number(Map<String, String> facts, String name) {
        return Integer.parseInt(fact(facts, name));
    }

    private static String fact(Map<String, String> facts, String name) {
        return Objects.requireNonNull(facts.get(name), name);
    }

    private static void inner(SequencedMap<String, String> facts, String name, JsonNode inner) {
        inner.properties()
                .forEach(field -> facts.put(
                        name + "." + field.getKey(),
                        field.getValue().isTextual()
                                ? field.getValue().asText()
                                : field.getValue().toString()));
    }
}
