package dev.firsthand.engine.consent;

import dev.firsthand.engine.staff.StaffId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// One numbered text of a notice in one language. It never changes; `audio` is the digest of what is read
/// aloud. `otherWords`: who said on publishing it that it says the same as the text before.
public record NoticeText(
        UUID id,
        int number,
        NoticeForm form,
        Hand written,
        Optional<Hand> signed,
        Optional<Instant> publishedAt,
        Optional<OtherWords> otherWords,
        Optional<String> audio) {
    /// Who did it, and when.
    public record Hand(StaffId by, Instant at) {}

    /// A translation is a draft until somebody who speaks the language has signed it.
    public boolean isDraft() {
        return signed.isEmpty() && !leads();
    }

    /// Whether it is in the language of which the others are translations.
    public boolean leads() {
        return form.language().equals(Notices.LANGUAGE);
    }
}
