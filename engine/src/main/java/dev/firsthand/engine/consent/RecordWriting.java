package dev.firsthand.engine.consent;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Writes an answer, or its being taken back, as a consent record.
record RecordWriting(Grant grant, Notice notice, Controller controller, Optional<Quiz.Passed> understood) {
    static final Map<String, Object> PREFIXES = Map.of(
            "dpv", "https://w3id.org/dpv#",
            "pd", "https://w3id.org/dpv/pd#",
            "ai", "https://w3id.org/dpv/ai#",
            "loc", "https://w3id.org/dpv/loc#",
            "eu-gdpr", "https://w3id.org/dpv/legal/eu/gdpr#",
            "dct", "http://purl.org/dc/terms/",
            "fh", "https://firsthand.dev/consent/v1#",
            "at", "fh:statedAt"); // every statement says when it was made

    /// The record of an answer that was given in this manner.
    ConsentRecord given(Manner manner) {
        var fields = fields();
        fields.put("dpv:hasIndicationMethod", manner.door().method());
        fields.put("fh:hasManner", manner(manner));
        return new ConsentRecord(fields);
    }

    ConsentRecord takenBack() {
        var fields = fields();
        fields.put("dpv:hasIndicationMethod", "taken back for this purpose by itself");
        return new ConsentRecord(fields);
    }

    private Map<String, Object> fields() {
        var fields = new TreeMap<String, Object>();
        fields.put("@context", PREFIXES);
        fields.put("@type", "dpv:ConsentRecord");
        fields.put("dct:conformsTo", "https://w3id.org/dpv/schema/dpv-27560#record");
        fields.put("dct:identifier", grant.id().value().toString());
        fields.put("dpv:hasIdentifier", grant.id().value().toString());
        fields.put("dpv:hasDataSubject", subject());
        fields.put("dpv:hasNotice", noticeFields());
        fields.put("dct:language", notice.language());
        fields.put("dpv:hasProcess", process());
        fields.put("dpv:hasDataController", controllerFields());
        fields.put("dpv:hasJurisdiction", "loc:" + controller.country());
        fields.put("dpv:hasConsentControl", Map.of("@type", "dpv:WithdrawConsent", "dpv:isExercisedAt", "/me"));
        List<String> rights = rights();
        if (!rights.isEmpty()) {
            fields.put("dpv:hasRight", rights);
        }
        fields.put("dpv:hasLegalBasis", "dpv:ExplicitlyExpressedConsent");
        fields.put("dpv:hasConsentStatus", status());
        fields.put(
                "dpv:isIndicatedAtTime",
                grant.withdrawnAt().orElse(grant.answeredAt()).toString());
        fields.put("dpv:isIndicatedBy", subject());
        fields.put("dpv:hasDuration", validity());
        return fields;
    }

    /// Those that the notice tells of; that it informs at all (article 13) is said of one that tells everything.
    private List<String> rights() {
        Set<NoticeDuty> told = NoticeDuty.told(notice.language(), notice.text());
        Stream<String> informs = told.size() == NoticeDuty.values().length ? Stream.of("A13") : Stream.of();
        return Stream.concat(informs, told.stream().flatMap(duty -> duty.articles().stream()))
                .map("eu-gdpr:"::concat)
                .sorted()
                .toList();
    }

    /// A yes has its end; a no holds until another answer is given.
    private Map<String, Object> validity() {
        return grant.expiresAt()
                .map(end -> Map.<String, Object>of(
                        "@type", "dpv:TemporalDuration",
                        "fh:length", Consent.VALIDITY.toString(),
                        "fh:until", end.toString()))
                .orElseGet(() -> Map.of("@type", "dpv:UntilEventDuration", "fh:until", "the next answer"));
    }

    private Map<String, Object> manner(Manner manner) {
        var fields = new TreeMap<String, Object>();
        fields.put("fh:taps", manner.taps());
        fields.put("fh:audioPlayed", manner.audioPlayed());
        understood.ifPresent(passed -> fields.put(
                "fh:hasCheckOfUnderstanding",
                Map.of(
                        "fh:questions", passed.questions(),
                        "fh:right", passed.right(),
                        "fh:at", passed.at().toString())));
        fields.put("fh:isSigned", manner.signature().isPresent());
        manner.signature()
                .ifPresent(signed -> fields.put(
                        "fh:hasDeviceSignature",
                        Map.of(
                                "fh:algorithm", "ECDSA P-256 SHA-256",
                                "fh:publicKey", signed.publicKey(),
                                "fh:signature", signed.signature(),
                                "fh:occasion", signed.occasion().hex(),
                                "fh:shownAt", signed.shownAt().toString())));
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

    private Map<String, Object> noticeFields() {
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
        process.put("dpv:hasPersonalData", grant.purpose().data());
        process.put("dpv:hasDataSource", "dpv:DataSubjectDataSource");
        process.put("dpv:hasProcessing", List.of("dpv:Collect", "dpv:Record", "dpv:Store", "dpv:Use"));
        process.put("dpv:hasStorageCondition", storage());
        process.put("dpv:hasRecipient", recipients());
        return process;
    }

    private Map<String, Object> storage() {
        List<String> countries = notice.terms().countries().stream()
                .sorted()
                .map(country -> "loc:" + country)
                .toList();
        return Map.of(
                "@type",
                List.of("dpv:StorageLocation", "dpv:StorageDuration", "dpv:StorageDeletion"),
                "dpv:hasLocation",
                countries,
                "dpv:hasDuration",
                notice.terms().retention().toString());
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

    private Map<String, Object> controllerFields() {
        return Map.of(
                "@type", "dpv:DataController",
                "dct:identifier", controller.name(),
                "dpv:hasName", controller.name(),
                "dpv:hasAddress", controller.address(),
                "dpv:hasContact", controller.contact());
    }
}
