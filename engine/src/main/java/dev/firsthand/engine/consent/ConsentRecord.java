package dev.firsthand.engine.consent;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes an answer as a consent record in the fields of ISO/IEC TS 27560, in terms of the Data Privacy Vocabulary
/// 2.3. The fields are described in `docs/formats/consent.md`.
final class ConsentRecord {
    private static final Map<String, Object> PREFIXES = Map.of(
            "dpv", "https://w3id.org/dpv#",
            "pd", "https://w3id.org/dpv/pd#",
            "ai", "https://w3id.org/dpv/ai#",
            "loc", "https://w3id.org/dpv/loc#",
            "eu-gdpr", "https://w3id.org/dpv/legal/eu/gdpr#",
            "dct", "http://purl.org/dc/terms/");

    private static final List<String> RIGHTS = List.of(
            "eu-gdpr:A7-3",
            "eu-gdpr:A13",
            "eu-gdpr:A15",
            "eu-gdpr:A16",
            "eu-gdpr:A17",
            "eu-gdpr:A18",
            "eu-gdpr:A20",
            "eu-gdpr:A21",
            "eu-gdpr:A22",
            "eu-gdpr:A77");

    private final Grant grant;
    private final Notice notice;
    private final Controller controller;

    ConsentRecord(Grant grant, Notice notice, Controller controller) {
        this.grant = grant;
        this.notice = notice;
        this.controller = controller;
    }

    /// The record of the answer, or of taking it back where it was.
    Map<String, Object> fields() {
        var fields = new TreeMap<String, Object>();
        fields.put("@context", PREFIXES);
        fields.put("@type", "dpv:ConsentRecord");
        fields.put("dct:conformsTo", "https://w3id.org/dpv/schema/dpv-27560#record");
        fields.put("dct:identifier", grant.id().value().toString());
        fields.put("dpv:hasIdentifier", grant.id().value().toString());
        fields.put("dpv:hasDataSubject", subject());
        fields.put("dpv:hasNotice", notice());
        fields.put("dct:language", notice.language());
        fields.put("dpv:hasProcess", process());
        fields.put("dpv:hasDataController", controller());
        fields.put("dpv:hasJurisdiction", "loc:" + controller.country());
        fields.put("dpv:hasConsentControl", Map.of("@type", "dpv:WithdrawConsent", "dpv:isExercisedAt", "/me"));
        fields.put("dpv:hasRight", RIGHTS);
        fields.put("dpv:hasLegalBasis", "dpv:ExplicitlyExpressedConsent");
        fields.put("dpv:hasConsentStatus", status());
        fields.put(
                "dpv:isIndicatedAtTime",
                grant.withdrawnAt().orElse(grant.answeredAt()).toString());
        fields.put("dpv:isIndicatedBy", subject());
        fields.put("dpv:hasIndicationMethod", "answered for this purpose by itself after the whole notice was shown");
        grant.expiresAt()
                .ifPresent(end -> fields.put(
                        "dpv:hasDuration",
                        Map.of(
                                "@type",
                                "dpv:TemporalDuration",
                                "value",
                                Consent.VALIDITY.toString(),
                                "until",
                                end.toString())));
        return fields;
    }

    private String status() {
        if (grant.withdrawnAt().isPresent()) {
            return "dpv:ConsentWithdrawn";
        }
        return switch (grant.answer()) {
            case GIVEN -> "dpv:ConsentGiven";
            case RENEWED -> "dpv:RenewedConsentGiven";
            case REFUSED -> "dpv:ConsentRefused";
        };
    }

    private Map<String, Object> subject() {
        return Map.of(
                "@type",
                List.of("dpv:DataSubject", "dpv:Participant"),
                "dct:identifier",
                grant.contributor().value().toString());
    }

    private Map<String, Object> notice() {
        return Map.of(
                "@type",
                "dpv:ConsentNotice",
                "dct:identifier",
                "sha256:" + notice.digest().hex(),
                "dct:date",
                notice.madeAt().toString(),
                "dct:language",
                notice.language(),
                "dct:hasVersion",
                notice.version(),
                "dct:coverage",
                "loc:" + controller.country());
    }

    private Map<String, Object> process() {
        var process = new TreeMap<String, Object>();
        process.put("@type", "dpv:Process");
        process.put("dct:title", grant.purpose().wireName());
        process.put("dpv:hasPurpose", grant.purpose().terms());
        process.put("dpv:hasPersonalData", List.of("pd:Picture", "pd:Household", "pd:Behavioural", "pd:DeviceBased"));
        process.put("dpv:hasDataSource", "dpv:DataSubjectDataSource");
        process.put("dpv:hasProcessing", List.of("dpv:Collect", "dpv:Record", "dpv:Store", "dpv:Use"));
        process.put("dpv:hasStorageCondition", storage());
        process.put("dpv:hasRecipient", recipients());
        return process;
    }

    private List<Map<String, Object>> storage() {
        return List.of(
                Map.of("@type", "dpv:StorageLocation", "dpv:hasLocation", "loc:" + controller.country()),
                Map.of(
                        "@type",
                        List.of("dpv:StorageDuration", "dpv:StorageDeletion"),
                        "dpv:hasDuration",
                        controller.retention().toString()));
    }

    /// Only the purpose that hands copies out has recipients.
    private List<Map<String, Object>> recipients() {
        if (grant.purpose() != Purpose.SELL_TO_NAMED_BUYERS) {
            return List.of();
        }
        return notice.recipients().stream()
                .map(recipient -> Map.<String, Object>of(
                        "@type", "dpv:ThirdParty",
                        "dct:identifier", recipient.holder().value().toString(),
                        "dpv:hasName", recipient.name()))
                .toList();
    }

    private Map<String, Object> controller() {
        return Map.of(
                "@type", "dpv:DataController",
                "dct:identifier", controller.name(),
                "dpv:hasName", controller.name(),
                "dpv:hasAddress", controller.address(),
                "dpv:hasContact", controller.contact());
    }
}
