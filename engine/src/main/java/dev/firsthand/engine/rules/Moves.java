package dev.firsthand.engine.rules;

import dev.firsthand.engine.rules.Move.Handing;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Whether a recording may go where it is to go. Every law that it is under is asked by itself: what one permits
/// does not help against another. No message says where a recording is from, because messages are kept beside
/// recordings.
record Moves(RuleTable table, Collection<TransferGround> grounds, LocalDate day) {
    /// Why not.
    private record No(String code, String message) {}

    Ruling judge(Move move) {
        SortedSet<Jurisdiction> laws = laws(move.recording());
        laws.addAll(move.storage().laws());
        var asked = new ArrayList<Rule>();
        List<No> refused = laws.stream()
                .map(law -> new Question(law, move, table.under(Set.of(law), day), asked))
                .flatMap(question -> judge(question).stream())
                .toList();
        RulesUsed used = table.used(asked);
        return refused.isEmpty()
                ? new Ruling.Permitted(used)
                : new Ruling.Refused(
                        refused.getFirst().code(), refused.getFirst().message(), used);
    }

    /// What one law says to a move. `asked` grows by the rules that were looked at.
    private record Question(Jurisdiction law, Move move, Obligations duties, List<Rule> asked) {
        List<Rule> naming(Topic topic, String word) {
            List<Rule> found = duties.naming(topic, word);
            asked.addAll(found);
            return found;
        }
    }

    private Optional<No> judge(Question question) {
        Move move = question.move();
        Optional<No> no = laws(move.recording()).contains(question.law())
                ? kept(question).or(() -> sold(question))
                : Optional.empty();
        for (Jurisdiction there : List.of(move.storage(), move.holder())) {
            no = no.or(() -> there.isUnder(question.law()) ? Optional.empty() : leaves(question, there));
        }
        return no;
    }

    private static Optional<No> kept(Question question) {
        Jurisdiction storage = question.move().storage();
        return question.naming(Topic.LOCALISATION, "storage_abroad").isEmpty() || storage.isUnder(question.law())
                ? Optional.empty()
                : Optional.of(new No(
                        "rules-storage-abroad",
                        "The rules of the place where it is made keep it there, and this server keeps it in %s."
                                .formatted(storage.code())));
    }

    private static Optional<No> sold(Question question) {
        Handing handing = question.move().handing();
        if (handing == Handing.KEPT
                || question.naming(Topic.BIOMETRIC_SALE, "biometric_identifiers")
                        .isEmpty()
                || handing != Handing.SOLD_WITH_BIOMETRICS) {
            return Optional.empty();
        }
        return Optional.of(new No(
                "rules-biometric-sale",
                "What tells a person by hand, face or voice may not be sold from where it was recorded, whoever agreed."
                        + " Leave it out of what is handed over."));
    }

    private Optional<No> leaves(Question question, Jurisdiction there) {
        Optional<Obligation> transfer = question.duties().about(Topic.TRANSFER);
        for (Topic topic : List.of(Topic.TRANSFER, Topic.EXPORTED_PEOPLE)) { // whoever publishes counts the people
            question.duties().about(topic).ifPresent(duty -> question.asked().addAll(duty.rules()));
        }
        if (transfer.filter(duty -> !duty.permits(held(question.law(), there))).isPresent()) {
            return Optional.of(new No(
                    "rules-transfer-ground-missing",
                    "Nothing on record lets it go to %s. Name what covers that under Rules, or choose a holder elsewhere."
                            .formatted(there.code())));
        }
        return question.naming(Topic.TRANSFER_CONSENT, "consent").isEmpty()
                        || question.move().agreed().contains(there)
                ? Optional.empty()
                : Optional.of(new No(
                        "rules-transfer-consent-missing",
                        "Its contributor has not agreed that it goes to %s, and has to.".formatted(there.code())));
    }

    private Set<String> held(Jurisdiction law, Jurisdiction there) {
        return grounds.stream()
                .filter(ground -> ground.from().equals(law) && ground.to().equals(there))
                .map(ground -> ground.basis().wireName())
                .collect(Collectors.toSet());
    }

    static SortedSet<Jurisdiction> laws(Collection<Jurisdiction> places) {
        return places.stream().flatMap(place -> place.laws().stream()).collect(Collectors.toCollection(TreeSet::new));
    }
}
