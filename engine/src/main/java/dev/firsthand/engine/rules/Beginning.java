package dev.firsthand.engine.rules;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// A session that somebody is about to begin: which places it touches, what kind of place it is recorded in, and
/// whether the owner of that place agreed.
public record Beginning(Set<Jurisdiction> touched, Kind kind, boolean ownerAgreed) {
    /// Kinds of place, as the rules about places name them.
    public enum Kind {
        HOME,
        ELSEWHERE,
        CARE
    }

    public Beginning {
        touched = Set.copyOf(touched);
    }

    /// Whether the kind of place is one to record in. Where people are cared for none is, whatever the rules say.
    Ruling judge(RuleTable table, Jurisdiction storage, LocalDate day) {
        var places = new TreeSet<>(touched);
        places.add(storage);
        Obligations duties = table.obligations(places, day);
        List<Rule> forbidding = duties.naming(Topic.PLACE, kind.name().toLowerCase(Locale.ROOT));
        if (kind == Kind.CARE) {
            return refused(
                    "place-care",
                    "Nobody records where people are cared for: in a hospital, a nursing home, a nursery or a practice.",
                    table.used(forbidding));
        }
        if (!forbidding.isEmpty()) {
            return refused(
                    "place-forbidden",
                    "Nobody records in a place of this kind here. Ask the people who invited you where you may.",
                    table.used(forbidding));
        }
        RulesUsed asked = table.used(rules(duties, Topic.PLACE));
        if (kind == Kind.HOME) {
            return new Ruling.Permitted(asked);
        }
        List<Rule> owners = duties.naming(Topic.PLACE_RECORD, "owner_record");
        return owners.isEmpty() || ownerAgreed
                ? new Ruling.Permitted(asked.and(table.used(owners)))
                : refused(
                        "place-record-missing",
                        "Outside a home the owner of the place has to agree first. Ask the people who invited you for"
                                + " the code of the place, and send it with the start.",
                        table.used(owners));
    }

    private static List<Rule> rules(Obligations duties, Topic topic) {
        return duties.about(topic).map(Obligation::rules).orElse(List.of());
    }

    /// What is said here is said to whoever is there, so it may name its rules.
    static Ruling refused(String code, String message, RulesUsed used) {
        return new Ruling.Refused(code, "%s (%s)".formatted(message, used.text()), used);
    }
}
