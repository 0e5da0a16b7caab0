package dev.firsthand.engine.rules;

import java.time.LocalDate;
import java.util.Optional;

/// One rule of one jurisdiction, from its first day to the day before `to`. `condition` says in a word when it
/// binds; whoever composes rules takes every condition as met.
public record Rule(
        RuleId id,
        Jurisdiction jurisdiction,
        Topic topic,
        RuleValue value,
        String condition,
        LocalDate from,
        Optional<LocalDate> to,
        String source,
        Certainty certainty,
        LocalDate reviewed,
        String reviewer) {
    public Rule {
        if (!id.value().startsWith(jurisdiction.code() + ".")) {
            throw new IllegalArgumentException("its id does not begin with its jurisdiction " + jurisdiction.code());
        }
        if (to.filter(end -> !end.isAfter(from)).isPresent()) {
            throw new IllegalArgumentException("it ends on %s, before it begins".formatted(to.get()));
        }
        if (!topic.kind().atLeastAsStrict(value, value)) {
            throw new IllegalArgumentException("its value is not one of its kind");
        }
        if (source.isBlank() || condition.isBlank() || reviewer.isBlank()) {
            throw new IllegalArgumentException("its source, condition and reviewer must be named");
        }
    }

    boolean holdsOn(LocalDate day) {
        return !day.isBefore(from) && to.filter(end -> !day.isBefore(end)).isEmpty();
    }

    Rule with(RuleValue changed) {
        return new Rule(id, jurisdiction, topic, changed, condition, from, to, source, certainty, reviewed, reviewer);
    }
}
