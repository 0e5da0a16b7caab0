package dev.firsthand.engine.consent;

import dev.firsthand.engine.holder.HolderId;
import java.time.Instant;
import java.util.List;

/// The exact text to show before asking. Any other wording, or another list of buyers, is another notice.
/// `language` is a BCP 47 tag; versions count from 1 in each language.
public record Notice(
        NoticeDigest digest,
        String language,
        int version,
        String text,
        NoticeTerms terms,
        List<Recipient> recipients,
        Instant madeAt) {
    public Notice {
        recipients = List.copyOf(recipients);
    }

    /// A buyer as this notice names it.
    public record Recipient(HolderId holder, String name) {}

    /// The purposes that it asks for, in the order of its paragraphs.
    public List<Purpose> purposes() {
        return terms.purposes().stream().sorted().toList();
    }

    public NoticeParts parts() {
        return NoticeParts.of(text, terms.purposes());
    }
}
