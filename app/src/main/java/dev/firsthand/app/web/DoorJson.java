package dev.firsthand.app.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.firsthand.app.view.Refusal;
import io.javalin.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/// JSON of the doors: bodies of a bounded size, never nothing, and words for what is wrong with them.
@SuppressWarnings("TypeParameterUnusedInFormals") // the shape of Javalin's own interface
final class DoorJson implements JsonMapper {
    /// The largest JSON body that a door reads; uploads are streams of their own.
    static final int BODY_BYTES_MAX = 1 << 20;

    /// A number is no yes: nothing is read as what it was not written as.
    private final ObjectMapper json = com.fasterxml.jackson.databind.json.JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule().addDeserializer(String.class, new KeepableText()))
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /// No table takes the character zero; so no door does.
    private static final class KeepableText extends StdScalarDeserializer<String> {
        private static final long serialVersionUID = 1;

        KeepableText() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = StringDeserializer.instance.deserialize(parser, context);
            if (text != null && text.indexOf('\0') >= 0) {
                throw context.weirdStringException("", String.class, "holds the character zero");
            }
            return text;
        }
    }

    @Override
    public String toJsonString(Object value, Type type) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException fault) {
            throw new IllegalStateException("an answer that is no JSON: " + type.getTypeName(), fault);
        }
    }

    @Override
    public <T> T fromJsonString(String text, Type type) {
        try {
            return present(json.readValue(text, json.constructType(type)));
        } catch (JsonProcessingException malformed) {
            throw Refusal.bodyMalformed();
        }
    }

    @Override
    public <T> T fromJsonStream(InputStream stream, Type type) {
        try {
            byte[] body = stream.readNBytes(BODY_BYTES_MAX + 1);
            if (body.length > BODY_BYTES_MAX) {
                throw Refusal.bodyTooLong(BODY_BYTES_MAX);
            }
            return present(json.readValue(body, json.constructType(type)));
        } catch (JsonProcessingException malformed) {
            throw Refusal.bodyMalformed();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static <T> T present(@Nullable T value) {
        if (value == null) {
            throw Refusal.bodyMalformed();
        }
        return value;
    }
}
