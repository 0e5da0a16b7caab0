package dev.firsthand.bench.wire;

import dev.firsthand.bench.policy.Ending;
import dev.firsthand.bench.policy.PolicyFault;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Takes a message apart. A part that is missing or of another kind is a fault of whoever sent it.
public final class Parts {
    private Parts() {}

    public static Map<?, ?> map(Object value, String what) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw wrong("%s as a map".formatted(what));
    }

    public static List<?> list(Object value, String what) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw wrong("%s as a list".formatted(what));
    }

    public static String text(Object value, String what) {
        if (value instanceof String text) {
            return text;
        }
        throw wrong("%s as a text".formatted(what));
    }

    public static Object present(Map<?, ?> map, String key) {
        return optional(map, key).orElseThrow(() -> wrong("`%s`".formatted(key)));
    }

    public static Optional<Object> optional(Map<?, ?> map, String key) {
        Object value = map.get(key);
        return value == null || value instanceof MessagePack.Nil ? Optional.empty() : Optional.of(value);
    }

    public static double number(Object value) {
        double number = switch (value) {
            case Long whole -> whole;
            case Double fraction -> fraction;
            default -> throw wrong("a number");
        };
        if (!Double.isFinite(number)) {
            throw new PolicyFault(Ending.NOT_FINITE, "a number is not finite");
        }
        return number;
    }

    public static int whole(Object value) {
        double number = number(value);
        if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
            throw wrong("a whole number of 32 bits");
        }
        return (int) number;
    }

    public static PolicyFault wrong(String expected) {
        return new PolicyFault(Ending.WRONG_SHAPE, "expected " + expected);
    }
}
