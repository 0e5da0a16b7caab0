package dev.firsthand.recording.sidecar;

import dev.firsthand.recording.sidecar.ImuCsvDeclaration.AccelerationColumns;
import dev.firsthand.recording.sidecar.ImuCsvDeclaration.AccelerationUnit;
import dev.firsthand.recording.sidecar.ImuCsvDeclaration.RateColumns;
import dev.firsthand.recording.sidecar.ImuCsvDeclaration.RateUnit;
import dev.firsthand.recording.sidecar.ImuCsvDeclaration.TimeColumn;
import dev.firsthand.recording.sidecar.ImuCsvDeclaration.TimeUnit;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A declaration in one line, as the API and the command line take it:
/// `time=t[ms];accel=ax,ay,az[m/s^2];gyro=gx,gy,gz[rad/s];offset_ms=-120;bound_ms=20`.
/// The last two parts may be left out.
public final class ImuCsvDeclarationText {
    /// What reading such a line gave.
    public sealed interface Parsed {
        record Declared(ImuCsvDeclaration declaration) implements Parsed {}

        /// `message` says what is missing or wrong, with an example.
        record Malformed(String message) implements Parsed {}
    }

    private static final String EXAMPLE = "time=t[ms];accel=ax,ay,az[m/s^2];gyro=gx,gy,gz[rad/s]";
    private static final int CHARACTERS_MAX = 1024;

    private record Columns(List<String> names, String unit) {}

    private ImuCsvDeclarationText() {}

    static String write(ImuCsvDeclaration declaration) {
        var text = new StringBuilder("time=%s[%s]"
                .formatted(declaration.time().name(), declaration.time().unit().symbol()));
        text.append(";accel=%s[%s]"
                .formatted(
                        String.join(",", declaration.acceleration().names()),
                        declaration.acceleration().unit().symbol()));
        text.append(";gyro=%s[%s]"
                .formatted(
                        String.join(",", declaration.rate().names()),
                        declaration.rate().unit().symbol()));
        declaration
                .offset()
                .ifPresent(offset -> text.append(
                        ";offset_ms=%s;bound_ms=%s".formatted(millis(offset.offset()), millis(offset.bound()))));
        return text.toString();
    }

    public static Parsed parse(String text) {
        try {
            return new Parsed.Declared(read(text));
        } catch (IllegalArgumentException | ArithmeticException e) {
            return new Parsed.Malformed("%s. Write it like this: %s".formatted(e.getMessage(), EXAMPLE));
        }
    }

    private static ImuCsvDeclaration read(String text) {
        if (text.length() > CHARACTERS_MAX) {
            throw new IllegalArgumentException(
                    "the declaration has %d characters, at most %d".formatted(text.length(), CHARACTERS_MAX));
        }
        Map<String, String> parts = parts(text);
        var time = columns(parts, "time", 1);
        var acceleration = columns(parts, "accel", 3);
        var rate = columns(parts, "gyro", 3);
        var offset = offset(parts);
        if (!parts.isEmpty()) {
            throw new IllegalArgumentException("nothing is known about "
                    + String.join(", ", parts.keySet().stream().sorted().toList()));
        }
        return new ImuCsvDeclaration(
                new TimeColumn(time.names().getFirst(), timeUnit(time.unit())),
                new AccelerationColumns(acceleration.names(), accelerationUnit(acceleration.unit())),
                new RateColumns(rate.names(), rateUnit(rate.unit())),
                offset);
    }

    private static Map<String, String> parts(String text) {
        Map<String, String> parts = new HashMap<>();
        for (String part : text.split(";", -1)) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("there is no '=' in '%s'".formatted(part));
            }
            if (parts.put(
                            part.substring(0, equals).strip(),
                            part.substring(equals + 1).strip())
                    != null) {
                throw new IllegalArgumentException("%s is there twice".formatted(part.substring(0, equals)));
            }
        }
        return parts;
    }

    private static Columns columns(Map<String, String> parts, String key, int count) {
        String part = parts.remove(key);
        int open = part == null ? -1 : part.lastIndexOf('[');
        if (part == null || open < 0 || !part.endsWith("]")) {
            throw new IllegalArgumentException("%s=NAME[UNIT] is missing".formatted(key));
        }
        List<String> names = List.of(part.substring(0, open).split(",", -1)).stream()
                .map(String::strip)
                .toList();
        if (names.size() != count) {
            throw new IllegalArgumentException("%s needs %d column names, not %d".formatted(key, count, names.size()));
        }
        return new Columns(names, part.substring(open + 1, part.length() - 1).strip());
    }

    private static Optional<DeclaredOffset> offset(Map<String, String> parts) {
        String offset = parts.remove("offset_ms");
        String bound = parts.remove("bound_ms");
        if (offset == null) {
            if (bound != null) {
                throw new IllegalArgumentException("bound_ms stands without offset_ms");
            }
            return Optional.empty();
        }
        return Optional.of(
                new DeclaredOffset(duration(offset), bound == null ? DeclaredOffset.DEFAULT_BOUND : duration(bound)));
    }

    private static Duration duration(String millis) {
        return Duration.ofNanos(Numbers.nanos(millis, 6)
                .orElseThrow(
                        () -> new IllegalArgumentException("'%s' is no number of milliseconds".formatted(millis))));
    }

    private static String millis(Duration duration) {
        return BigDecimal.valueOf(duration.toNanos(), 6).stripTrailingZeros().toPlainString();
    }

    private static TimeUnit timeUnit(String symbol) {
        for (TimeUnit unit : TimeUnit.values()) {
            if (unit.symbol().equals(symbol)) {
                return unit;
            }
        }
        throw new IllegalArgumentException("the unit of time is s, ms, us or ns, not '%s'".formatted(symbol));
    }

    private static AccelerationUnit accelerationUnit(String symbol) {
        for (AccelerationUnit unit : AccelerationUnit.values()) {
            if (unit.symbol().equals(symbol)) {
                return unit;
            }
        }
        throw new IllegalArgumentException("the unit of acceleration is m/s^2 or g, not '%s'".formatted(symbol));
    }

    private static RateUnit rateUnit(String symbol) {
        for (RateUnit unit : RateUnit.values()) {
            if (unit.symbol().equals(symbol)) {
                return unit;
            }
        }
        throw new IllegalArgumentException("the unit of the rate is rad/s or deg/s, not '%s'".formatted(symbol));
    }
}
