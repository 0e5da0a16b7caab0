package dev.firsthand.engine.removal;

import dev.firsthand.engine.provenance.ChangesFact;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.provenance.Statement;
import dev.firsthand.engine.removal.Removal.Decision;
import dev.firsthand.engine.removal.Removal.Declared;
import dev.firsthand.engine.store.Tx;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What is on record about a removal, sealed under its own key.
record RemovalFacts(Provenance provenance) {
    @ChangesFact(FactType.REMOVAL_ASKED)
    void asked(Tx tx, Removal removal) {
        Map<String, Object> predicate = new TreeMap<>(Map.of(
                "sessions",
                names(removal),
                "froze",
                removal.froze(),
                "declared",
                removal.declared().map(Declared::who).map(Enum::name).orElse("no"),
                "appeal",
                !removal.decisions().isEmpty()));
        removal.declared()
                .flatMap(Declared::by)
                .ifPresent(by -> predicate.put("seen_by", by.value().toString()));
        provenance.record(
                tx,
                removal.id().person(),
                new Statement(FactType.REMOVAL_ASKED, removal.id().value(), predicate));
    }

    @ChangesFact(FactType.REMOVAL_DECIDED)
    void decided(Tx tx, Removal removal, Decision decision) {
        Map<String, Object> predicate = new TreeMap<>(Map.of(
                "sessions", names(removal),
                "removes", decision.removes(),
                "appeal", !removal.decisions().isEmpty()));
        decision.author()
                .ifPresent(author -> predicate.put("author", author.value().toString()));
        decision.reason().ifPresent(reason -> predicate.put("reason", reason.reveal()));
        provenance.record(
                tx,
                removal.id().person(),
                new Statement(FactType.REMOVAL_DECIDED, removal.id().value(), predicate));
    }

    private static List<String> names(Removal removal) {
        return removal.sessions().stream()
                .map(session -> session.value().toString())
                .sorted()
                .toList();
    }
}
