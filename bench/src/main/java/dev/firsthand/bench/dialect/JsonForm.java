package dev.firsthand.bench.dialect;

import dev.firsthand.bench.json.Json;
import dev.firsthand.bench.wire.JsonMessage;
import dev.firsthand.bench.wire.Parts;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/// The form of json-numpy, which OpenVLA's server speaks: the bytes of an array in base64.
final class JsonForm implements ArrayForm {
    private static final JsonForm FORM = new JsonForm();
    private static final String ARRAY = "__numpy__";

    private JsonForm() {}

    static String text(Object message) {
        return Json.text(FORM.pack(message));
    }

    static Object read(String text) {
        return FORM.unpack(JsonMessage.value(text));
    }

    @Override
    public Map<?, ?> packed(NumpyArray array) {
        byte[] bytes = new byte[array.data().remaining()];
        array.data().duplicate().get(bytes);
        return Map.of(ARRAY, Base64.getEncoder().encodeToString(bytes), "dtype", array.dtype(), "shape", array.shape());
    }

    @Override
    public Optional<Object> unpacked(Map<?, ?> map) {
        if (!map.containsKey(ARRAY)) {
            return Optional.empty();
        }
        return Optional.of(new NumpyArray(
                Parts.text(Parts.present(map, "dtype"), "a dtype"),
                ArrayForm.shape(Parts.present(map, "shape")),
                decoded(Parts.text(map.get(ARRAY), "the bytes of an array"))));
    }

    private static ByteBuffer decoded(String base64) {
        try {
            return ByteBuffer.wrap(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException broken) {
            throw Parts.wrong("base64");
        }
    }
}
