package dev.firsthand.engine.release;

import dev.firsthand.engine.provenance.Chains.Head;
import dev.firsthand.engine.provenance.Chains.OpenLink;
import dev.firsthand.engine.provenance.LogPlace;
import dev.firsthand.engine.publiclog.Evidence;
import dev.firsthand.engine.release.Assembled.Named;
import dev.firsthand.engine.release.Publication.Refusal;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.evidence.attestation.EnvelopeCheck;
import dev.firsthand.evidence.attestation.Statement;
import dev.firsthand.evidence.attestation.TrustedKeys;
import dev.firsthand.evidence.json.JsonFormatException;
import dev.firsthand.evidence.json.JsonValue;
import dev.firsthand.evidence.note.NoteFormatException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whether a copy says of its episodes what was stated of them. Whoever keeps the database can change a row;
/// what was signed and logged they can't.
record HeldToChain(Evidence evidence) {
    /// About the first episode of which the copy would say something else; `heads` are the ends of its chains.
    Optional<Refusal> refusal(Tx tx, List<Named> parts, Map<String, Head> heads) {
        TrustedKeys keys = keys();
        return parts.stream()
                .filter(named -> Optional.ofNullable(heads.get(named.pseudonym())).stream()
                        .flatMap(head -> evidence.chains().open(tx, head.link()).stream())
                        .anyMatch(link -> !bears(link, keys, named.part())))
                .map(named -> new Refusal(
                        "release-record-contradicts",
                        "What the database says of episode %s is not what was signed about it. Nothing was released; ask an auditor to look (`firsthand log audit`)."
                                .formatted(named.part().episode().id().value())))
                .findFirst();
    }

    private TrustedKeys keys() {
        try {
            return TrustedKeys.parse(evidence.log().keys().trusted());
        } catch (NoteFormatException e) {
            throw new IllegalStateException("our own keys file does not read", e);
        }
    }

    private static boolean bears(OpenLink link, TrustedKeys keys, Part part) {
        long index = link.link().place().map(LogPlace::index).orElse(0L);
        try {
            return keys.open(link.envelope(), index) instanceof EnvelopeCheck.Verified(var statement, var _)
                    && bears(statement, part);
        } catch (JsonFormatException unreadable) {
            return false;
        }
    }

    private static boolean bears(Statement statement, Part part) throws JsonFormatException {
        return switch (statement.step()) {
            case REVIEW -> accepts(statement, part);
            case LABEL ->
                statement
                        .predicate()
                        .text("outcome")
                        .equals(part.labelled().label().outcome().name());
            case CAPTURE, INGEST, QC, REDACT -> true;
            case CONSENT, PAY, RELEASE, RECALL, ERASE, ACK, BENCH -> false;
        };
    }

    private static boolean accepts(Statement statement, Part part) {
        JsonValue span = new JsonValue.Items(List.of(
                JsonValue.Numeral.of(part.span().startNanos()),
                JsonValue.Numeral.of(part.span().endNanos())));
        return statement.predicate().find("accepted_spans_nanos").orElse(JsonValue.Nothing.NULL)
                        instanceof JsonValue.Items(var accepted)
                && accepted.contains(span);
    }
}
