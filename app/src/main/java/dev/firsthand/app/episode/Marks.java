package dev.firsthand.app.episode;

import dev.firsthand.app.episode.Shown.Mark;
import dev.firsthand.app.page.Texts;
import dev.firsthand.engine.quality.Finding;
import dev.firsthand.engine.quality.FindingMeanings;
import dev.firsthand.engine.quality.Level;
import dev.firsthand.streams.time.TimeSpan;
import java.util.List;
import java.util.Optional;

/// Findings and accepted spans on the line under the player, which is [#WIDTH] wide whatever the length.
final class Marks {
    static final int WIDTH = 1_000;
    private static final int THINNEST = 4;

    private final long lengthNanos;
    private final Texts texts;

    Marks(long lengthNanos, Texts texts) {
        this.lengthNanos = Math.max(1, lengthNanos);
        this.texts = texts;
    }

    List<Mark> findings(List<Finding> findings) {
        return findings.stream()
                .map(finding -> mark(
                        finding.level().name(),
                        finding.code(),
                        FindingMeanings.of(finding.code()) + " " + measured(finding),
                        finding.span()))
                .toList();
    }

    /// A note is held against nothing.
    private String measured(Finding finding) {
        return texts.say(
                finding.level() == Level.NOTE ? "finding.noted" : "finding.measured",
                finding.measured(),
                finding.limit(),
                finding.unit());
    }

    List<Mark> accepted(List<TimeSpan> spans) {
        return spans.stream()
                .map(span -> mark("ACCEPTED", "", "", Optional.of(span)))
                .toList();
    }

    private Mark mark(String level, String code, String words, Optional<TimeSpan> span) {
        if (span.isEmpty()) {
            return new Mark(level, code, words, "", -1, 0, 0);
        }
        long start = span.get().startNanos();
        long end = span.get().endNanos();
        int left = place(start);
        return new Mark(
                level,
                code,
                words,
                texts.say("recording.at", Texts.clock(start), Texts.clock(end)),
                Math.floor(start / 1e6) / 1e3,
                left,
                Math.max(THINNEST, place(end) - left));
    }

    private int place(long nanos) {
        return (int) Math.clamp((double) nanos / lengthNanos * WIDTH, 0.0, WIDTH - THINNEST);
    }
}
