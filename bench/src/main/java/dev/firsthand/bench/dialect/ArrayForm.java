package dev.firsthand.bench.dialect;

import dev.firsthand.bench.wire.Parts;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How arrays stand in a message that knows only maps, lists, texts, bytes and numbers. The order of maps is kept.
sealed interface ArrayForm permits NumpyForm, NpyForm, JsonForm {
    /// An array or a scalar, packed.
    Map<?, ?> packed(NumpyArray array);

    /// What a map is instead, if it is an array.
    Optional<Object> unpacked(Map<?, ?> map);

    default Object pack(Object value) {
        return switch (value) {
            case NumpyArray array -> packed(array);
            case Map<?, ?> map -> {
                var packed = new LinkedHashMap<Object, Object>();
                map.forEach((key, part) -> packed.put(key, pack(part)));
                yield packed;
            }
            case List<?> list -> list.stream().map(this::pack).toList();
            default -> value;
        };
    }

    default Object unpack(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Optional<Object> array = unpacked(map);
                if (array.isPresent()) {
                    yield array.get();
                }
                var plain = new LinkedHashMap<Object, Object>();
                map.forEach((key, part) -> plain.put(key, unpack(part)));
                yield plain;
            }
            case List<?> list -> list.stream().map(this::unpack).toList();
            default -> value;
        };
    }

    static List<Integer> shape(Object shape) {
        return Parts.list(shape, "a shape").stream().map(Parts::whole).toList();
    }

    static ByteBuffer bytes(Object data) {
        if (data instanceof byte[] bytes) {
            return ByteBuffer.wrap(bytes);
        }
        throw Parts.wrong("the bytes of an array");
    }
}
