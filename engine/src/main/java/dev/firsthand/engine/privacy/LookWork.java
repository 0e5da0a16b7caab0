package dev.firsthand.engine.privacy;

/// What looking cost, and how far second looks bore the first ones out. Seconds are summed over the same recordings.
public record LookWork(double workedSeconds, double recordedSeconds, int secondLooks, int agreed) {
    /// Minutes of a person's work for one hour of recording; NaN while nothing was looked at.
    public double minutesPerHour() {
        return workedSeconds * 60 / recordedSeconds;
    }
}
