package dev.firsthand.evidence.log;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What an entry of a log of Firsthand says: a type and a commitment, in base64.
public record LogEntry(String type, String commitment) {
    public static final int COMMITMENT_BYTES = 32;

    private static final Pattern FORM = Pattern.compile("hdlog/1\n([a-z][a-z-]{0,31})\n([A-Za-z0-9+/]{43}=)\n");

    public LogEntry {
        if (!FORM.matcher(text(type, commitment)).matches()) {
            throw new IllegalArgumentException("no entry: type %s, commitment %s".formatted(type, commitment));
        }
    }

    public static LogEntry of(String type, byte[] commitment) {
        return new LogEntry(type, Base64.getEncoder().encodeToString(commitment));
    }

    /// Empty for an entry that says anything else.
    public static Optional<LogEntry> parse(byte[] bytes) {
        Matcher form = FORM.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
        return form.matches() ? Optional.of(new LogEntry(form.group(1), form.group(2))) : Optional.empty();
    }

    public byte[] bytes() {
        return text(type, commitment).getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(String type, String commitment) {
        return "hdlog/1\n%s\n%s\n".formatted(type, commitment);
    }
}
