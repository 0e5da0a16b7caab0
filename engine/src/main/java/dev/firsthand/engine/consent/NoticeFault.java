package dev.firsthand.engine.consent;

/// Why a text cannot be a notice, and in which of its parts: those of [NoticeForm], `recipients` or `countries`.
public final class NoticeFault extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String part;

    NoticeFault(String part, String rule) {
        super("a notice is not complete: " + rule);
        this.part = part;
    }

    public String part() {
        return part;
    }
}
