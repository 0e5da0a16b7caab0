package dev.firsthand.recording.sidecar;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Numbers as text: strict, bounded in work, and exact where they are times.
final class Numbers {
    private static final int DIGITS_MAX = 40;
    private static final int SCALE_MAX = 60;
    private static final BigDecimal LONG_MAX = BigDecimal.valueOf(Long.MAX_VALUE / 4);

    private Numbers() {}

    /// A finite number; empty for anything else, `NaN` and `inf` among it.
    static OptionalDouble finite(String cell) {
        if (!plain(cell)) {
            return OptionalDouble.empty();
        }
        try {
            double number = Double.parseDouble(cell);
            return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    /// A decimal number without rounding, with bounds on its digits so that no later step can take long.
    static Optional<BigDecimal> decimal(String cell) {
        if (!plain(cell)) {
            return Optional.empty();
        }
        try {
            var number = new BigDecimal(cell);
            boolean bounded = number.precision() <= DIGITS_MAX && Math.abs((long) number.scale()) <= SCALE_MAX;
            return bounded ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /// A time in units of ten to the power of `nanosPower` nanoseconds.
    static OptionalLong nanos(String cell, int nanosPower) {
        var number = decimal(cell);
        return number.isEmpty() ? OptionalLong.empty() : nanos(number.get().scaleByPowerOfTen(nanosPower));
    }

    /// A time in units of `tick` seconds.
    static OptionalLong nanos(String cell, BigDecimal tick) {
        var number = decimal(cell);
        return number.isEmpty()
                ? OptionalLong.empty()
                : nanos(number.get().multiply(tick).scaleByPowerOfTen(9));
    }

    private static OptionalLong nanos(BigDecimal number) {
        if (number.abs().compareTo(LONG_MAX) > 0) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(number.setScale(0, RoundingMode.HALF_EVEN).longValueExact());
    }

    /// Only digits, sign, point and exponent: `Double.parseDouble` alone also takes `1f`, `0x1p3` and `Infinity`.
    private static boolean plain(String cell) {
        int length = cell.length();
        if (length == 0 || length > SidecarLimits.NUMBER_CHARACTERS) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = cell.charAt(i);
            if (!((c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E')) {
                return false;
            }
        }
        return true;
    }
}
