package dev.firsthand.engine.consent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A consent record in the fields of ISO/IEC TS 27560, in terms of the Data Privacy Vocabulary 2.3: none without
/// every mandatory field. The fields are described in `docs/formats/consent.md`.
public record ConsentRecord(Map<String, Object> fields) {
    private static final String ENDLESS = "dpv:EndlessDuration";

    /// What ISO/IEC TS 27560 demands, as paths into the record; of a list, every entry has the rest of the path.
    static final List<String> MANDATORY = List.of(
            "dct:conformsTo",
            "dct:identifier",
            "dpv:hasDataSubject/dct:identifier",
            "dpv:hasDataSubject/@type",
            "dpv:hasNotice/dct:identifier",
            "dpv:hasNotice/dct:language",
            "dct:language",
            "dpv:hasProcess/dpv:hasPurpose",
            "dpv:hasProcess/dpv:hasPersonalData",
            "dpv:hasProcess/dpv:hasStorageCondition/dpv:hasLocation",
            "dpv:hasProcess/dpv:hasStorageCondition/dpv:hasDuration",
            "dpv:hasProcess/dpv:hasRecipient",
            "dpv:hasDataController/dct:identifier",
            "dpv:hasDataController/dpv:hasName",
            "dpv:hasDataController/dpv:hasAddress",
            "dpv:hasDataController/dpv:hasContact",
            "dpv:hasDataController/@type",
            "dpv:hasJurisdiction",
            "dpv:hasConsentControl/@type",
            "dpv:hasConsentControl/dpv:isExercisedAt",
            "dpv:isIndicatedAtTime",
            "dpv:hasDuration/@type",
            "dpv:isIndicatedBy",
            "dpv:hasLegalBasis",
            "dpv:hasConsentStatus");

    /// Nobody else need receive anything: this field must be there, and may name nobody.
    private static final String MAY_BE_EMPTY = "dpv:hasProcess/dpv:hasRecipient";

    public ConsentRecord {
        fields = Map.copyOf(fields);
        List<String> missing = new ArrayList<>();
        for (String path : MANDATORY) {
            if (!has(fields, List.of(path.split("/", -1)), path.equals(MAY_BE_EMPTY))) {
                missing.add(path);
            }
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("a consent record lacks " + String.join(", ", missing));
        }
        if (fields.get("dpv:hasDuration") instanceof Map<?, ?> validity && ENDLESS.equals(validity.get("@type"))) {
            throw new IllegalArgumentException("a consent record has an end: " + ENDLESS + " is not taken");
        }
    }

    /// The same fields in the order of their names, as they are signed.
    public Map<String, Object> sorted() {
        return new TreeMap<>(fields);
    }

    private static boolean has(Object node, List<String> path, boolean mayBeEmpty) {
        if (path.isEmpty()) {
            return switch (node) {
                case String text -> !text.isBlank();
                case List<?> list -> mayBeEmpty || !list.isEmpty();
                case Map<?, ?> map -> !map.isEmpty();
                case Object other -> true;
            };
        }
        Object found = node instanceof Map<?, ?> map ? map.get(path.getFirst()) : null;
        return found != null && has(found, path.subList(1, path.size()), mayBeEmpty);
    }
}
