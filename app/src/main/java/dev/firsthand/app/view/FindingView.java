package dev.firsthand.app.view;

import dev.firsthand.engine.quality.Finding;
import dev.firsthand.streams.time.TimeSpan;
import org.jspecify.annotations.Nullable;

/// A finding as the doors show it; times are nanoseconds from the start of the recording.
public record FindingView(
        String level,
        String code,
        @Nullable Long startNanos,
        @Nullable Long endNanos,
        double measured,
        double limit,
        String unit,
        String advice) {

    public static FindingView of(Finding finding) {
        return new FindingView(
                finding.level().name(),
                finding.code(),
                finding.span().map(TimeSpan::startNanos).orElse(null),
                finding.span().map(TimeSpan::endNanos).orElse(null),
                finding.measured(),
                finding.limit(),
                finding.unit(),
                finding.advice());
    }
}
