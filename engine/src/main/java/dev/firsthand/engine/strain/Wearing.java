package dev.firsthand.engine.strain;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// How long somebody wore the phone without a break and in a day, against what is advised. More than advised is
/// advice to rest and nothing else.
///
/// @param today in the 24 hours before now
/// @param longest the longest stretch in those hours in which no break of [#BREAK] was taken
public record Wearing(Duration today, Duration longest) {
    /// A phone of 200 g on the forehead, looking down: rest after so long.
    public static final Duration CONTINUOUS_MAX = Duration.ofMinutes(20);

    public static final Duration DAY_MAX = Duration.ofHours(2);

    /// A shorter pause is no rest.
    public static final Duration BREAK = Duration.ofMinutes(5);

    private static final Duration DAY = Duration.ofHours(24);

    public static Wearing of(List<StrainReading> readings, Instant now) {
        List<StrainReading> recent = readings.stream()
                .filter(reading -> !reading.worn().isZero())
                .filter(reading -> reading.ended().isAfter(now.minus(DAY)))
                .sorted(Comparator.comparing(StrainReading::began))
                .toList();
        Duration longest = Duration.ZERO;
        Duration stretch = Duration.ZERO;
        Instant end = Instant.MIN;
        for (StrainReading reading : recent) {
            boolean rested = end.equals(Instant.MIN)
                    || Duration.between(end, reading.began()).compareTo(BREAK) >= 0;
            stretch = rested ? reading.worn() : stretch.plus(reading.worn());
            end = reading.ended().isAfter(end) ? reading.ended() : end;
            longest = stretch.compareTo(longest) > 0 ? stretch : longest;
        }
        return new Wearing(recent.stream().map(StrainReading::worn).reduce(Duration.ZERO, Duration::plus), longest);
    }

    public boolean tooLong() {
        return longest.compareTo(CONTINUOUS_MAX) > 0;
    }

    public boolean tooMuch() {
        return today.compareTo(DAY_MAX) > 0;
    }
}
