package dev.firsthand.engine.withdrawal;

/// Why something of a person is kept although the person withdrew.
public enum HoldKind {
    /// India: logs and what belongs to them, for one year.
    IN_LOG_1Y(false),
    /// What was paid, for as long as tax law asks for it.
    TAX(false),
    /// A dispute that is open.
    DISPUTE(true),
    /// A court or an authority ordered it.
    COURT(true);

    private final boolean recordings;

    HoldKind(boolean recordings) {
        this.recordings = recordings;
    }

    /// Whether recordings are kept as well as what is on record.
    public boolean holdsRecordings() {
        return recordings;
    }
}
