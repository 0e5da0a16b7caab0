package dev.firsthand.evidence.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// One value of JSON.
public sealed interface JsonValue {
    /// What every value of an object says when it is not what was asked for.
    private static JsonFormatException wanted(String key, String kind) {
        return new JsonFormatException("`%s` must be %s".formatted(key, kind));
    }

    record Text(String value) implements JsonValue {}

    record Truth(boolean value) implements JsonValue {}

    enum Nothing implements JsonValue {
        NULL
    }

    /// A number as it is written: whoever needs a whole number or a fraction asks for it.
    record Numeral(String text) implements JsonValue {
        private static final Pattern GRAMMAR = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

        /// No number that we write is longer; a longer one is an attack on whoever computes with it.
        static final int LENGTH_MAX = 64;

        public Numeral {
            if (text.length() > LENGTH_MAX || !GRAMMAR.matcher(text).matches()) {
                throw new IllegalArgumentException("no JSON number of at most %d characters".formatted(LENGTH_MAX));
            }
        }

        public static Numeral of(long value) {
            return new Numeral(Long.toString(value));
        }

        public Optional<Long> whole() {
            try {
                return Optional.of(Long.parseLong(text));
            } catch (NumberFormatException fractionOrTooLarge) {
                return Optional.empty();
            }
        }

        /// Sizes and indices of logs need all 64 bits.
        public Optional<Long> unsignedWhole() {
            try {
                return text.startsWith("-") ? Optional.empty() : Optional.of(Long.parseUnsignedLong(text));
            } catch (NumberFormatException fractionOrTooLarge) {
                return Optional.empty();
            }
        }

        public BigDecimal decimal() {
            return new BigDecimal(text);
        }
    }

    record Items(List<JsonValue> values) implements JsonValue {
        public Items {
            values = List.copyOf(values);
        }
    }

    /// An object; its keys are sorted by their UTF-16 units, which is the order in which they are written.
    record Fields(SortedMap<String, JsonValue> values) implements JsonValue {
        public Fields {
            values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        }

        public static Fields of(Map<String, ? extends JsonValue> values) {
            return new Fields(new TreeMap<>(values));
        }

        public Optional<JsonValue> find(String key) {
            return Optional.ofNullable(values.get(key));
        }

        public String text(String key) throws JsonFormatException {
            if (values.get(key) instanceof Text(String value)) {
                return value;
            }
            throw wanted(key, "a text");
        }

        public long whole(String key) throws JsonFormatException {
            if (values.get(key) instanceof Numeral number) {
                return number.whole().orElseThrow(() -> wanted(key, "a whole number of 64 bits"));
            }
            throw wanted(key, "a whole number");
        }

        public Fields fields(String key) throws JsonFormatException {
            if (values.get(key) instanceof Fields fields) {
                return fields;
            }
            throw wanted(key, "an object");
        }

        /// The objects of an array that holds nothing else.
        public List<Fields> objects(String key) throws JsonFormatException {
            if (!(values.get(key) instanceof Items items)) {
                throw wanted(key, "an array");
            }
            var objects = new ArrayList<Fields>();
            for (JsonValue item : items.values()) {
                if (!(item instanceof Fields fields)) {
                    throw wanted(key, "an array of objects");
                }
                objects.add(fields);
            }
            return List.copyOf(objects);
        }

        /// Refuses keys that nobody reads: what is signed and not understood must not pass.
        public void only(String... known) throws JsonFormatException {
            for (String key : values.keySet()) {
                if (!List.of(known).contains(key)) {
                    throw new JsonFormatException("`%s` is not known here".formatted(key));
                }
            }
        }
    }
}
