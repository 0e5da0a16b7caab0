package dev.firsthand.recording.mocap;

import dev.firsthand.recording.mocap.ImportReport.Decision;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The description of a C3D file: groups of named parameters. Lies of it end the reading, not the program: what was
/// read up to there counts.
final class C3dParameters {
    private static final int FIRST_RECORD = 4;
    private static final int PARAMETERS_MAX = 10_000;

    private final C3dNumbers numbers;
    private final byte[] bytes;
    private final int end;
    private final List<Decision> decisions;
    private final Map<Integer, String> groups = new HashMap<>();
    private final List<Named> found = new ArrayList<>();

    private record Named(int group, String name, C3dParameter parameter) {}

    private C3dParameters(C3dNumbers numbers, byte[] bytes, int end, List<Decision> decisions) {
        this.numbers = numbers;
        this.bytes = bytes;
        this.end = end;
        this.decisions = decisions;
    }

    /// @param from where the section begins in `bytes`
    static SortedMap<String, C3dParameter> read(
            C3dNumbers numbers, byte[] bytes, int from, int end, List<Decision> decisions) {
        var reading = new C3dParameters(numbers, bytes, end, decisions);
        reading.readAll(from + FIRST_RECORD);
        return reading.named();
    }

    private void readAll(int from) {
        int at = from;
        while (at + 2 <= end && bytes[at] != 0 && found.size() < PARAMETERS_MAX) {
            int nameLength = Math.abs((int) bytes[at]);
            int id = bytes[at + 1];
            int offsetAt = at + 2 + nameLength;
            if (offsetAt + 2 > end || id == 0) {
                cut("a name runs over the end");
                return;
            }
            String name = text(at + 2, nameLength).toUpperCase(java.util.Locale.ROOT);
            int offset = numbers.signed(bytes, offsetAt);
            if (id < 0) {
                groups.putIfAbsent(-id, name);
            } else {
                Optional<C3dParameter> parameter = parameter(offsetAt + 2);
                if (parameter.isEmpty()) {
                    cut("%s does not fit".formatted(name));
                    return;
                }
                found.add(new Named(id, name, parameter.get()));
            }
            if (offset <= 0) {
                return;
            }
            at = offsetAt + offset;
        }
    }

    private void cut(String why) {
        decisions.add(Decision.doubtful(
                "c3d-parameters-cut",
                "The description is damaged (%s): what stands before it is used.".formatted(why)));
    }

    private Optional<C3dParameter> parameter(int at) {
        if (at + 2 > end) {
            return Optional.empty();
        }
        int type = bytes[at];
        int dimensions = bytes[at + 1] & 0xFF;
        if (dimensions > 7 || at + 2 + dimensions > end || (type != -1 && type != 1 && type != 2 && type != 4)) {
            return Optional.empty();
        }
        var sizes = new ArrayList<Integer>();
        long count = 1;
        for (int d = 0; d < dimensions; d++) {
            sizes.add(bytes[at + 2 + d] & 0xFF);
            count *= sizes.getLast();
        }
        int from = at + 2 + dimensions;
        if (from + count * Math.abs(type) > end) {
            return Optional.empty();
        }
        return Optional.of(
                type == -1
                        ? new C3dParameter(sizes, texts(from, sizes, (int) count), List.of())
                        : new C3dParameter(sizes, List.of(), numbers(type, from, (int) count)));
    }

    private List<String> texts(int from, List<Integer> sizes, int count) {
        int length = sizes.isEmpty() ? 1 : sizes.getFirst();
        var texts = new ArrayList<String>();
        for (int i = 0; length > 0 && i < count / length; i++) {
            texts.add(text(from + i * length, length).strip());
        }
        return texts;
    }

    private List<Double> numbers(int type, int from, int count) {
        var values = new ArrayList<Double>();
        for (int i = 0; i < count; i++) {
            int at = from + i * type;
            values.add(
                    switch (type) {
                        case 1 -> (double) bytes[at];
                        case 2 -> (double) numbers.signed(bytes, at);
                        default -> (double) numbers.real(bytes, at);
                    });
        }
        return values;
    }

    private String text(int at, int length) {
        return new String(bytes, at, length, StandardCharsets.ISO_8859_1).replaceAll("\\p{Cntrl}", "");
    }

    /// A parameter may stand before its group. Of two with one name the first counts.
    private SortedMap<String, C3dParameter> named() {
        var named = new TreeMap<String, C3dParameter>();
        for (Named one : found) {
            named.putIfAbsent(
                    groups.getOrDefault(one.group(), "GROUP" + one.group()) + ":" + one.name(), one.parameter());
        }
        return named;
    }
}
