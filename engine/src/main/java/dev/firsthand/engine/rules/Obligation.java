package dev.firsthand.engine.rules;

import dev.firsthand.engine.rules.RuleKind.Composition;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What several rules about one thing ask together. `rules` are all that bind; [#restsOn] are those without
/// which it would be laxer.
public record Obligation(Topic topic, List<Rule> rules) {
    public Obligation {
        rules = List.copyOf(rules);
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("an obligation rests on a rule");
        }
    }

    /// The strictest number, in the unit of the topic's kind.
    public long amount() {
        var numbers = rules.stream().mapToLong(rule -> RuleKind.number(rule.value()));
        return (topic.kind().composition() == Composition.SMALLEST ? numbers.min() : numbers.max()).orElseThrow();
    }

    /// All words that any of the rules names.
    public SortedSet<String> words() {
        var words = new TreeSet<String>();
        rules.forEach(rule -> words.addAll(RuleKind.words(rule.value())));
        return words;
    }

    /// Whether every rule is met by one of these.
    public boolean permits(Set<String> held) {
        return rules.stream()
                .map(rule -> RuleKind.words(rule.value()))
                .allMatch(any ->
                        any.contains(RuleKind.UNRESTRICTED) || any.stream().anyMatch(held::contains));
    }

    public List<Rule> restsOn() {
        return switch (topic.kind().composition()) {
            case SMALLEST, LARGEST -> {
                long strictest = amount();
                yield rules.stream()
                        .filter(rule -> RuleKind.number(rule.value()) == strictest)
                        .toList();
            }
            case UNION, EACH -> rules;
        };
    }

    /// Each rule that it rests on with how sure that is, in one line.
    public String text() {
        return restsOn().stream()
                .map(rule -> rule.id().value() + " " + rule.certainty())
                .collect(Collectors.joining(", "));
    }

    /// How sure the least sure of the rules is that it rests on.
    public Certainty certainty() {
        return Certainty.weakest(restsOn().stream().map(Rule::certainty).toList());
    }

    /// Whether whoever keeps this one keeps the other.
    boolean atLeastAsStrict(Obligation other) {
        return switch (topic.kind().composition()) {
            case SMALLEST -> amount() <= other.amount();
            case LARGEST -> amount() >= other.amount();
            case UNION -> words().containsAll(other.words());
            case EACH ->
                other.rules().stream()
                        .allMatch(asked -> rules.stream()
                                .anyMatch(kept -> topic.kind().atLeastAsStrict(kept.value(), asked.value())));
        };
    }
}
