package dev.firsthand.engine.consent;

import dev.firsthand.engine.staff.StaffId;
import dev.firsthand.engine.store.TypedText;

/// Somebody's word that a text says the same as the one with this digest, so that nobody is asked again for
/// its words. No program can tell.
public record OtherWords(NoticeDigest than, StaffId by, String reason) {
    public static final int REASON_LENGTH_MIN = 10;
    public static final int REASON_LENGTH_MAX = 500;

    public OtherWords {
        reason = TypedText.line("a reason", reason, REASON_LENGTH_MAX);
        int length = reason.codePointCount(0, reason.length());
        if (length < REASON_LENGTH_MIN) {
            throw new IllegalArgumentException("a reason why it says the same has at least %d characters, this has %d"
                    .formatted(REASON_LENGTH_MIN, length));
        }
    }
}
