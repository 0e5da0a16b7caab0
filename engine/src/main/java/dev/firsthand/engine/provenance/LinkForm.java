package dev.firsthand.engine.provenance;

import dev.firsthand.evidence.attestation.Step;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a link says of a fact of one type. Of a recording it says the named parts of the fact's predicate alone, which
/// name no person, device or grant; of an answer of consent it says everything, because it is handed to nobody but the
/// person who gave it.
record LinkForm(Step step, List<String> shown) {
    private static final Map<FactType, LinkForm> FORMS = new EnumMap<>(Map.of(
            FactType.CAPTURE, new LinkForm(Step.CAPTURE, List.of("task", "purposes")),
            FactType.INGEST, new LinkForm(Step.INGEST, List.of("frames", "refused")),
            FactType.QC, new LinkForm(Step.QC, List.of("threshold_set", "verdict", "reviewer_kind")),
            FactType.REDACT,
                    new LinkForm(
                            Step.REDACT, List.of("level", "scrub_version", "frames", "encoded_again", "leaks_found")),
            FactType.REVIEW, new LinkForm(Step.REVIEW, List.of("accepted_spans_nanos", "reviewer_kind")),
            FactType.LABEL, new LinkForm(Step.LABEL, List.of("outcome", "stated_by", "machine_share")),
            FactType.CONSENT_GIVEN, new LinkForm(Step.CONSENT, List.of()),
            FactType.CONSENT_REFUSED, new LinkForm(Step.CONSENT, List.of()),
            FactType.CONSENT_WITHDRAWN, new LinkForm(Step.CONSENT, List.of())));

    LinkForm {
        shown = List.copyOf(shown);
    }

    /// Empty for facts that leave the house as a commitment only.
    static Optional<LinkForm> of(FactType type) {
        return Optional.ofNullable(FORMS.get(type));
    }

    boolean ofRecording() {
        return Step.CHAIN.contains(step);
    }

    /// The step that this one is made from.
    Optional<Step> before() {
        int place = Step.CHAIN.indexOf(step);
        return place > 0 ? Optional.of(Step.CHAIN.get(place - 1)) : Optional.empty();
    }
}
