package dev.firsthand.app.page;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which bytes of a body a request wants, by its header `Range` (RFC 9110, 14.1.2): one run of them. A header that is
/// no such thing, or that wants several runs, counts for nothing, as the standard allows.
sealed interface ByteRange {
    record Whole() implements ByteRange {}

    /// Both ends are in it, and in the body.
    record Part(long first, long last) implements ByteRange {}

    /// It begins after the end of the body.
    record Outside() implements ByteRange {}

    /// `bytes=7-`, `bytes=7-9`, or `bytes=-3` for the last three. Eighteen digits fit a `long`.
    Pattern ONE = Pattern.compile("(?i)bytes=\\s*([0-9]{1,18})?-([0-9]{1,18})?\\s*");

    static ByteRange of(Optional<String> header, long sizeBytes) {
        Optional<Matcher> one = header.map(ONE::matcher).filter(Matcher::matches);
        if (one.isEmpty()) {
            return new Whole();
        }
        Optional<Long> from = number(one.get(), 1);
        Optional<Long> to = number(one.get(), 2);
        if (from.isEmpty()) {
            return to.isPresent() ? lastBytes(to.get(), sizeBytes) : new Whole();
        }
        if (to.isPresent() && to.get() < from.get()) {
            return new Whole();
        }
        return from.get() < sizeBytes
                ? new Part(from.get(), Math.min(to.orElse(Long.MAX_VALUE), sizeBytes - 1))
                : new Outside();
    }

    private static ByteRange lastBytes(long count, long sizeBytes) {
        return count == 0 || sizeBytes == 0 ? new Outside() : new Part(Math.max(0, sizeBytes - count), sizeBytes - 1);
    }

    private static Optional<Long> number(Matcher header, int group) {
        return Optional.ofNullable(header.group(group)).map(Long::valueOf);
    }
}
