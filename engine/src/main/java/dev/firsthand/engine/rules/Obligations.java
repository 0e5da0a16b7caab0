package dev.firsthand.engine.rules;

import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// What whoever touches some places has to keep. `withoutRules` are those places of which nobody has read the law:
/// for them all rules hold that there are, and nobody has reviewed that this is enough.
public record Obligations(Map<Topic, Obligation> all, SortedSet<Jurisdiction> withoutRules) {
    public Obligations {
        all = Collections.unmodifiableMap(all.isEmpty() ? Map.of() : new EnumMap<>(all));
        withoutRules = Collections.unmodifiableSortedSet(new TreeSet<>(withoutRules));
    }

    /// By the rules as they are shipped.
    public static Obligations of(Set<Jurisdiction> touched, LocalDate day) {
        return RuleTable.shipped().obligations(touched, day);
    }

    public Optional<Obligation> about(Topic topic) {
        return Optional.ofNullable(all.get(topic));
    }

    /// The rules that ask for this or forbid it; none where none does.
    public List<Rule> naming(Topic topic, String word) {
        return about(topic).map(Obligation::rules).orElse(List.of()).stream()
                .filter(rule -> RuleKind.words(rule.value()).contains(word))
                .toList();
    }

    public boolean reviewed() {
        return withoutRules.isEmpty();
    }

    /// Whether whoever keeps these keeps the others.
    public boolean atLeastAsStrict(Obligations others) {
        return withoutRules.containsAll(others.withoutRules)
                && others.all.values().stream()
                        .allMatch(other -> about(other.topic())
                                .filter(own -> own.atLeastAsStrict(other))
                                .isPresent());
    }
}
