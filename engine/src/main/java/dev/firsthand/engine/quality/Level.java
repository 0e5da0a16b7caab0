package dev.firsthand.engine.quality;

/// How much a finding matters.
public enum Level {
    /// Worth knowing; nothing to do.
    NOTE,
    /// Lowers the use of the recording; the contributor may want to do it differently next time.
    WARN,
    /// A reviewer should look before any of it is accepted.
    FAIL
}
