package dev.firsthand.engine.consent;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What the words of a notice stand for: a digest for each part of [NoticeForm#parts]. A part whose digest
/// stayed is one that nobody is asked again for.
record NoticeWords(Map<String, String> digests) {
    /// Of notices from before digests were kept: whatever comes next is taken for something else.
    static final NoticeWords UNKNOWN = new NoticeWords(Map.of());

    NoticeWords {
        digests = Map.copyOf(digests);
    }

    /// A text as it was shown, and what it stood for.
    record Worded(NoticeForm form, NoticeWords words) {}

    static NoticeWords of(NoticeForm form) {
        return new NoticeWords(form.parts().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        part -> NoticeDigest.of(part.getValue()).hex())));
    }

    /// Of a text that follows another one: parts that are letter for letter alike stand for the same.
    static NoticeWords following(Worded before, NoticeForm form) {
        return following(before, form, false);
    }

    /// As [#following], where somebody answers for it that every part says the same.
    static NoticeWords sameAs(Worded before, NoticeForm form) {
        return following(before, form, true);
    }

    private static NoticeWords following(Worded before, NoticeForm form, boolean same) {
        Map<String, String> digests = new TreeMap<>(of(form).digests);
        Map<String, String> earlier = before.form().parts();
        form.parts().forEach((part, text) -> {
            String stoodFor = before.words().digests.get(part);
            if (stoodFor != null && (same || text.equals(earlier.get(part)))) {
                digests.put(part, stoodFor);
            }
        });
        return new NoticeWords(digests);
    }

    /// For which of these purposes the newer words are others. What stands around the paragraphs concerns all.
    Set<Purpose> changedBy(NoticeWords newer, Collection<Purpose> purposes) {
        return purposes.stream()
                .filter(purpose -> List.of(NoticeForm.BEFORE, purpose.wireName(), NoticeForm.AFTER).stream()
                        .anyMatch(part -> !Objects.equals(digests.get(part), newer.digests.get(part))))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Purpose.class)));
    }

    /// As a table keeps them.
    List<String> lines() {
        return new TreeMap<>(digests)
                .entrySet().stream()
                        .map(part -> part.getKey() + "=" + part.getValue())
                        .toList();
    }

    static NoticeWords ofLines(String... lines) {
        return new NoticeWords(Arrays.stream(lines)
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(line -> line[0], line -> line[1])));
    }
}
