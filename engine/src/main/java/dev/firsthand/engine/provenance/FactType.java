package dev.firsthand.engine.provenance;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The kinds of facts that leave an entry. Wire names are fixed for good, see `docs/formats/provenance.md`.
public enum FactType {
    STAFF_ADDED("staff-added", "att"),
    STAFF_REMOVED("staff-removed", "att"),
    CONTRIBUTOR_JOINED("contributor-joined", "att"),
    CONTRIBUTOR_LINK_MADE("contributor-link-made", "att"),
    CONTRIBUTOR_LINKS_ENDED("contributor-links-ended", "att"),
    HOLDER_REGISTERED("holder-registered", "att"),
    TASK_PUBLISHED("task-published", "att"),
    CONSENT_GIVEN("consent-given", "consent"),
    CONSENT_REFUSED("consent-refused", "consent"),
    CONSENT_WITHDRAWN("consent-withdrawn", "consent"),
    CAPTURE("capture", "att"),
    INGEST("ingest", "att"),
    QC("qc", "att"),
    REDACT("redact", "att"),
    PRIVACY_ANSWER("privacy-answer", "att"),
    REVIEW("review", "att"),
    LABEL("label", "att"),
    RAW_VIEWED("raw-viewed", "att"),
    RELEASE("release", "release"),
    RESTORATION_CONFIRMED("restoration-confirmed", "att"),
    EPISODE_CALLED_BACK("episode-called-back", "att"),
    RECALL("recall", "recall"),
    ACK("ack", "recall"),
    HOLDER_SUSPENDED("holder-suspended", "att"),
    HOLDER_RESTORED("holder-restored", "att"),
    WITHDRAWAL_ASKED("withdrawal-asked", "consent"),
    HOLD_SET("hold-set", "att"),
    HOLD_END_ASKED("hold-end-asked", "att"),
    HOLD_ENDED("hold-ended", "att"),
    RULE_CHANGED("rule-changed", "rule-set"),
    REMOVAL_ASKED("removal-asked", "att"),
    REMOVAL_DECIDED("removal-decided", "att"),
    NOTICE_PUBLISHED("notice-published", "consent"),
    CONSENT_UNDERSTOOD("consent-understood", "consent"),
    CONTRIBUTOR_AGE_SEEN("contributor-age-seen", "att"),
    RESIDENT_ANSWERED("resident-answered", "consent");

    private static final Map<String, FactType> BY_WIRE_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(FactType::wireName, Function.identity()));

    private final String wireName;
    private final String logType;

    FactType(String wireName, String logType) {
        this.wireName = wireName;
        this.logType = logType;
    }

    /// How statements and rows name it.
    public String wireName() {
        return wireName;
    }

    /// Under which of the log's few types its commitment will stand.
    public String logType() {
        return logType;
    }

    static FactType ofWireName(String name) {
        var type = BY_WIRE_NAME.get(name);
        if (type == null) {
            throw new IllegalArgumentException("unknown fact type: " + name);
        }
        return type;
    }
}
