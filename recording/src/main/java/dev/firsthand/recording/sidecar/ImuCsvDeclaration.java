package dev.firsthand.recording.sidecar;

import java.util.List;
import java.util.Optional;

/// What the columns of a CSV are, by the names in its header line, and in which units.
///
/// Without `offset` both recordings are taken to have started together.
public record ImuCsvDeclaration(
        TimeColumn time, AccelerationColumns acceleration, RateColumns rate, Optional<DeclaredOffset> offset) {
    public record TimeColumn(String name, TimeUnit unit) {
        public TimeColumn {
            checkName(name);
        }
    }

    /// Three columns in the order x, y, z of the device, gravity included.
    public record AccelerationColumns(List<String> names, AccelerationUnit unit) {
        public AccelerationColumns {
            names = threeNames(names);
        }
    }

    /// Three columns in the order x, y, z of the device, right-handed.
    public record RateColumns(List<String> names, RateUnit unit) {
        public RateColumns {
            names = threeNames(names);
        }
    }

    public enum TimeUnit {
        SECONDS("s", 9),
        MILLISECONDS("ms", 6),
        MICROSECONDS("us", 3),
        NANOSECONDS("ns", 0);

        private final String symbol;
        private final int nanosPower;

        TimeUnit(String symbol, int nanosPower) {
            this.symbol = symbol;
            this.nanosPower = nanosPower;
        }

        public String symbol() {
            return symbol;
        }

        /// One of this unit is ten to the power of this many nanoseconds.
        int nanosPower() {
            return nanosPower;
        }
    }

    public enum AccelerationUnit {
        METRES_PER_SECOND_SQUARED("m/s^2", 1),
        STANDARD_GRAVITY("g", 9.80665);

        private final String symbol;
        private final double mps2;

        AccelerationUnit(String symbol, double mps2) {
            this.symbol = symbol;
            this.mps2 = mps2;
        }

        public String symbol() {
            return symbol;
        }

        double mps2() {
            return mps2;
        }
    }

    public enum RateUnit {
        RADIANS_PER_SECOND("rad/s", 1),
        DEGREES_PER_SECOND("deg/s", Math.PI / 180);

        private final String symbol;
        private final double radps;

        RateUnit(String symbol, double radps) {
            this.symbol = symbol;
            this.radps = radps;
        }

        public String symbol() {
            return symbol;
        }

        double radps() {
            return radps;
        }
    }

    /// The same in one line; see [ImuCsvDeclarationText].
    public String text() {
        return ImuCsvDeclarationText.write(this);
    }

    private static List<String> threeNames(List<String> names) {
        if (names.size() != 3) {
            throw new IllegalArgumentException("three columns are needed (x, y, z), not " + names.size());
        }
        names.forEach(ImuCsvDeclaration::checkName);
        return List.copyOf(names);
    }

    private static void checkName(String name) {
        boolean readable = !name.isBlank()
                && name.equals(name.strip())
                && name.length() <= 64
                && name.chars().noneMatch(c -> c < ' ' || c == ',' || c == ';' || c == '"');
        if (!readable) {
            throw new IllegalArgumentException(
                    "a column's name is 1 to 64 characters without comma, semicolon or quotes: " + name);
        }
    }
}
