package dev.firsthand.engine.privacy;

import dev.firsthand.engine.privacy.AnswerRows.Row;
import dev.firsthand.engine.staff.StaffId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the answers about one episode come to, one after the other. Nobody takes back their own word, and who did
/// not look lifts nothing: an answer that did so before it was refused counts for nothing. `ignored` is when one was
/// given, as long as what it was about stands.
record Answers(Map<StaffId, Set<Visible>> seen, Optional<PrivacyLevel> level, Optional<Instant> ignored) {
    private static final Answers NONE = new Answers(Map.of(), Optional.empty(), Optional.empty());

    Answers {
        seen = Map.copyOf(seen);
    }

    static Answers of(List<Row> rows) {
        Answers answers = NONE;
        for (Row row : rows) {
            answers = answers.and(row);
        }
        return answers;
    }

    private Answers and(Row row) {
        return switch (row.answer()) {
            case "something-visible" -> and(row.author(), row.visible());
            case "nothing-visible" ->
                seen.containsKey(row.author()) ? ignoring(row.at()) : at(PrivacyLevel.CLEARED_BY_PERSON);
            case "not-looked" -> seen.isEmpty() ? at(PrivacyLevel.SCRUBBED) : ignoring(row.at());
            case String unknown -> throw new IllegalStateException("unknown answer in the table: " + unknown);
        };
    }

    private Answers and(StaffId author, Set<Visible> visible) {
        Map<StaffId, Set<Visible>> more = new HashMap<>(seen);
        Set<Visible> all = EnumSet.copyOf(visible);
        all.addAll(seen.getOrDefault(author, Set.of()));
        more.put(author, all);
        return new Answers(more, level, ignored);
    }

    private static Answers at(PrivacyLevel level) {
        return new Answers(Map.of(), Optional.of(level), Optional.empty());
    }

    private Answers ignoring(Instant at) {
        return new Answers(seen, level, Optional.of(at));
    }

    /// Empty where nothing that was seen stands.
    Optional<Quarantine> quarantine() {
        return seen.isEmpty() ? Optional.empty() : Optional.of(new Quarantine(seen));
    }

    PrivacyStanding standing() {
        return quarantine()
                .<PrivacyStanding>map(quarantine -> new PrivacyStanding.Quarantined(quarantine.visible()))
                .or(() -> level.map(PrivacyStanding.Open::new))
                .orElseGet(PrivacyStanding.Waiting::new);
    }
}
