package dev.firsthand.engine.withdrawal;

/// How far a withdrawal is, in the order of its clocks. What becomes of the keys runs beside it.
public enum WithdrawalState {
    /// Asked for by somebody who is known; the work under way still ends.
    VERIFIED,
    /// Nothing of the person is read or worked on any more.
    FROZEN,
    /// Each release that held something is superseded by one without it.
    SUPERSEDED,
    /// Each holder was told.
    NOTIFIED,
    /// Every holder has answered.
    ACKED,
    /// A holder has let its time pass.
    OVERDUE,
    /// A holder has let it pass for so long that the licence is suspended.
    ESCALATED,
    CLOSED
}
