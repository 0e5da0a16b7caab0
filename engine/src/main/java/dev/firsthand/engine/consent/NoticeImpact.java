package dev.firsthand.engine.consent;

import dev.firsthand.engine.consent.NoticeTerms.Change;
import dev.firsthand.engine.consent.NoticeWords.Worded;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What publishing a text changes. `people` are asked again, for these changes; of them `anyway` even if
/// somebody says that the words are others for the same as those of the text with the digest `than`.
public record NoticeImpact(
        Map<Purpose, Set<Change>> changes, int people, int anyway, List<Part> parts, Optional<NoticeDigest> than) {
    public NoticeImpact {
        changes = Map.copyOf(changes);
        parts = List.copyOf(parts);
    }

    /// A part that reads otherwise than before, by its name: `before`, `after`, or a purpose. Empty where
    /// there was or is none.
    public record Part(String name, String earlier, String now) {}

    /// Whether anybody is to be asked again, as far as there is anybody.
    public boolean isMaterial() {
        return !changes.isEmpty();
    }

    /// Whether it is for a person to say that the words say the same.
    public boolean isReworded() {
        return changes.values().stream().anyMatch(why -> why.contains(Change.WORDS_CHANGED));
    }

    static List<Part> parts(Optional<Worded> before, NoticeForm form) {
        Map<String, String> earlier = before.map(Worded::form).orElse(form).parts();
        Map<String, String> now = form.parts();
        Set<String> names = new LinkedHashSet<>(now.keySet());
        names.addAll(earlier.keySet());
        List<Part> parts = new ArrayList<>();
        for (String name : names) {
            var part = new Part(name, earlier.getOrDefault(name, ""), now.getOrDefault(name, ""));
            if (!part.earlier().equals(part.now())) {
                parts.add(part);
            }
        }
        return parts;
    }
}
