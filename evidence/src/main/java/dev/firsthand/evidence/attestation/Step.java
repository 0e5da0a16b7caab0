package dev.firsthand.evidence.attestation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a statement is about: the last part but one of its predicate type. Names are fixed for good, see
/// `docs/formats/evidence.md`.
public enum Step {
    CONSENT,
    CAPTURE,
    INGEST,
    QC,
    REDACT,
    REVIEW,
    LABEL,
    PAY,
    RELEASE,
    RECALL,
    ERASE,
    ACK,
    /// Of a run of the benchmark, by whoever ran it: no step of an installation.
    BENCH;

    /// What every released episode went through, in this order.
    public static final List<Step> CHAIN = List.of(CAPTURE, INGEST, QC, REDACT, REVIEW, LABEL);

    /// What the keys of an installation may state.
    public static final List<Step> OF_INSTALLATION =
            Arrays.stream(values()).filter(step -> step != BENCH).toList();

    private static final String BASE = "https://firsthand.dev/att/";
    private static final String VERSION = "/v1";

    /// As `capture`.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// As `https://firsthand.dev/att/capture/v1`.
    public String predicateType() {
        return BASE + wireName() + VERSION;
    }

    public static Optional<Step> ofWireName(String name) {
        return Arrays.stream(values())
                .filter(step -> step.wireName().equals(name))
                .findFirst();
    }

    static Optional<Step> ofPredicateType(String uri) {
        return Arrays.stream(values())
                .filter(step -> step.predicateType().equals(uri))
                .findFirst();
    }
}
