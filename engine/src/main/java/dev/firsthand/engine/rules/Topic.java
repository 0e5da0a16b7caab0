package dev.firsthand.engine.rules;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a rule is about. All rules about one thing are of one kind, so that they can be held against each other.
public enum Topic {
    CONTRIBUTOR_AGE(RuleKind.MIN_YEARS),
    CHILD(RuleKind.REQUIRED),
    CONSENT_FORM(RuleKind.REQUIRED),
    NOTICE(RuleKind.REQUIRED),
    BIOMETRIC_CONSENT(RuleKind.REQUIRED),
    BIOMETRIC_SALE(RuleKind.PROHIBITED),
    SEPARATE_CONSENT(RuleKind.REQUIRED),
    COMMERCIAL_USE(RuleKind.REQUIRED),
    DISCLOSURE(RuleKind.REQUIRED),
    OPENING(RuleKind.REQUIRED),
    PLACE(RuleKind.PROHIBITED),
    PLACE_RECORD(RuleKind.REQUIRED),
    LOCALISATION(RuleKind.PROHIBITED),
    TRANSFER(RuleKind.PERMITTED),
    TRANSFER_CONSENT(RuleKind.REQUIRED),
    TRANSFER_COPY(RuleKind.MAX_DAYS),
    EXPORTED_PEOPLE(RuleKind.MAX_PEOPLE),
    ACCESS(RuleKind.MAX_DAYS),
    PORTABILITY(RuleKind.MAX_DAYS),
    RIGHTS_STOP(RuleKind.MAX_DAYS),
    GRIEVANCE(RuleKind.MAX_DAYS),
    ERASURE(RuleKind.MAX_DAYS),
    ERASURE_NOTICE(RuleKind.MIN_HOURS),
    RETENTION_END(RuleKind.MAX_DAYS),
    RETENTION_LOG(RuleKind.MIN_DAYS),
    RETENTION_SCHEDULE(RuleKind.REQUIRED),
    BREACH_AUTHORITY(RuleKind.MAX_HOURS),
    BREACH_CONTROLLER(RuleKind.MAX_HOURS),
    BREACH_PERSON(RuleKind.MAX_HOURS),
    BREACH_PUBLIC(RuleKind.MIN_DAYS);

    private final RuleKind kind;

    Topic(RuleKind kind) {
        this.kind = kind;
    }

    public RuleKind kind() {
        return kind;
    }

    /// As the table of rules names it.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Topic> named(String wireName) {
        return Arrays.stream(values())
                .filter(topic -> topic.wireName().equals(wireName))
                .findFirst();
    }
}
