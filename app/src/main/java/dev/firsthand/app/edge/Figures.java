package dev.firsthand.app.edge;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A page of figures in the text format of Prometheus, version 0.0.4. A name is declared before its values.
public final class Figures {
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final double WHOLE_MAX = 1e15;

    private final StringBuilder text = new StringBuilder(8_192);

    public void counter(String name, String meaning) {
        declare(name, "counter", meaning);
    }

    public void gauge(String name, String meaning, double value) {
        gauge(name, meaning);
        value(name, Map.of(), value);
    }

    public void gauge(String name, String meaning) {
        declare(name, "gauge", meaning);
    }

    void histogram(String name, String meaning) {
        declare(name, "histogram", meaning);
    }

    private void declare(String name, String kind, String meaning) {
        text.append("# HELP %s %s\n# TYPE %s %s\n".formatted(name, meaning, name, kind));
    }

    public void value(String name, Map<String, String> labels, long value) {
        write(name, labels, Long.toString(value));
    }

    public void value(String name, Map<String, String> labels, double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < WHOLE_MAX;
        write(name, labels, whole ? Long.toString((long) value) : Double.toString(value));
    }

    private void write(String name, Map<String, String> labels, String value) {
        text.append(name);
        if (!labels.isEmpty()) {
            text.append(new TreeMap<>(labels)
                    .entrySet().stream()
                            .map(label -> label.getKey() + "=\"" + escaped(label.getValue()) + "\"")
                            .collect(Collectors.joining(",", "{", "}")));
        }
        text.append(' ').append(value).append('\n');
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
