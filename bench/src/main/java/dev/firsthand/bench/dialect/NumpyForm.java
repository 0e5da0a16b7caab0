package dev.firsthand.bench.dialect;

import dev.firsthand.bench.wire.MessagePack;
import dev.firsthand.bench.wire.Parts;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The form of openpi and what grew from it: a map whose keys are bytes, not texts. Tensors of torch are arrays too.
/// A scalar of numpy is kept as what it is.
public final class NumpyForm implements ArrayForm {
    private static final NumpyForm FORM = new NumpyForm();
    private static final String ARRAY = "__ndarray__";
    private static final String SCALAR = "__npgeneric__";
    private static final String TENSOR = "__torch__";
    private static final Map<String, String> DTYPES = Map.of(
            "float32", "<f4", "float64", "<f8", "float16", "<f2", "uint8", "|u1", "int32", "<i4", "int64", "<i8");

    private NumpyForm() {}

    /// A scalar of numpy, which is not the same as a number of Python.
    record Scalar(String dtype, Object value) {}

    /// A whole message.
    public static byte[] bytes(Object message) {
        return MessagePack.bytes(FORM.pack(message));
    }

    public static Object read(ByteBuffer bytes) {
        return FORM.unpack(MessagePack.read(bytes));
    }

    @Override
    public Object pack(Object value) {
        return value instanceof Scalar(String dtype, Object number)
                ? keyed(SCALAR, number, dtype)
                : ArrayForm.super.pack(value);
    }

    @Override
    public Map<?, ?> packed(NumpyArray array) {
        Map<Object, Object> map = keyed(ARRAY, array.data(), array.dtype());
        map.put(key("shape"), array.shape());
        return map;
    }

    private static Map<Object, Object> keyed(String kind, Object data, String dtype) {
        var map = new LinkedHashMap<Object, Object>();
        map.put(key(kind), true);
        map.put(key("data"), data);
        map.put(key("dtype"), dtype);
        return map;
    }

    private static ByteBuffer key(String key) {
        return ByteBuffer.wrap(key.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public Optional<Object> unpacked(Map<?, ?> map) {
        if (map.containsKey(SCALAR)) {
            return Optional.of(new Scalar(dtype(map), Parts.present(map, "data")));
        }
        if (!map.containsKey(ARRAY) && !map.containsKey(TENSOR)) {
            return Optional.empty();
        }
        return Optional.of(new NumpyArray(
                dtype(map), ArrayForm.shape(Parts.present(map, "shape")), ArrayForm.bytes(Parts.present(map, "data"))));
    }

    private static String dtype(Map<?, ?> map) {
        String dtype = Parts.text(Parts.present(map, "dtype"), "a dtype").replaceFirst("^torch\\.", "");
        return DTYPES.getOrDefault(dtype, dtype);
    }
}
