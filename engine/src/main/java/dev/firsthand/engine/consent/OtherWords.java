package dev.firsthand.engine.consent;

import dev.firsthand.engine.staff.StaffId;
import dev.firsthand.engine.store.TypedText;

/// Somebody's word that a text says the same as the one with this digest, so that nobody is asked again for
/// its words. No program can tell.
public record OtherWords(NoticeDigest than, StaffId by, String reason) {
    public static final int REASON_LENGTH_MAX = 500;

    public OtherWords {
        reason = TypedText.reason("a reason why it says the same", reason, REASON_LENGTH_MAX);
    }
}
