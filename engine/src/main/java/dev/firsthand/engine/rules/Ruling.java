package dev.firsthand.engine.rules;

import java.util.function.Supplier;

/// Whether something may be done, and the rules that were asked.
public sealed interface Ruling {
    RulesUsed used();

    record Permitted(RulesUsed used) implements Ruling {}

    /// The next question, where this one was answered with yes; it rests on the rules of both.
    default Ruling and(Supplier<Ruling> next) {
        return switch (this) {
            case Refused refused -> refused;
            case Permitted(var asked) ->
                switch (next.get()) {
                    case Permitted(var more) -> new Permitted(asked.and(more));
                    case Refused(var code, var message, var more) -> new Refused(code, message, asked.and(more));
                };
        };
    }

    /// Codes: `place-care`, `place-forbidden`, `place-record-missing`, `rules-not-signed`, `rules-storage-abroad`,
    /// `rules-transfer-ground-missing`,
    /// `rules-transfer-consent-missing`, `rules-biometric-sale`, `rules-people-exported`.
    record Refused(String code, String message, RulesUsed used) implements Ruling {}
}
