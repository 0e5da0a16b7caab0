package dev.firsthand.perf;

import dev.firsthand.engine.capture.SessionStage;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The `number`-th session of a filled house: everything about it follows from its number.
record FilledSession(int number, int of, Instant now) {
    private static final Duration APART = Duration.ofMinutes(5);

    /// So many of the newest have not come to their end.
    private static final int UNFINISHED = 3_000;

    static UUID name(String kind, long number) {
        return UUID.nameUUIDFromBytes((kind + number).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    UUID id() {
        return name("session", number);
    }

    UUID episode() {
        return name("episode", number);
    }

    UUID object() {
        return name("object", number);
    }

    UUID upload() {
        return name("upload", number);
    }

    UUID review() {
        return name("review", number);
    }

    Instant begun() {
        return now.minus(APART.multipliedBy(of - number));
    }

    Instant finished() {
        return begun().plusSeconds(900);
    }

    Duration length() {
        return number % 1_000 == 7 ? Duration.ofHours(2) : Duration.ofSeconds(60 + number % 600);
    }

    SessionStage stage() {
        if (number < of - UNFINISHED) {
            return switch (number % 100) {
                case 0 -> SessionStage.REFUSED;
                case 1, 2 -> SessionStage.QUARANTINED;
                default -> SessionStage.REVIEWED;
            };
        }
        return switch (number % 30) {
            case 0, 1, 2, 3, 4 -> SessionStage.RECORDING;
            case 5 -> SessionStage.OPENING;
            case 6 -> SessionStage.CHECKING;
            case 7 -> SessionStage.REDACTING;
            case 8, 9, 10 -> SessionStage.REVIEW;
            default -> SessionStage.LOOK;
        };
    }

    boolean reached(SessionStage wanted) {
        return switch (wanted) {
            case REFUSED, REMOVED -> stage() == wanted;
            case QUARANTINED -> stage() == SessionStage.QUARANTINED;
            case REVIEW -> stage() == SessionStage.REVIEW || stage() == SessionStage.REVIEWED;
            case RECORDING, OPENING, CHECKING, REDACTING, LOOK, REVIEWED ->
                stage() != SessionStage.REFUSED && stage().compareTo(wanted) >= 0;
        };
    }

    boolean opened() {
        return SessionStage.withEpisode().contains(stage());
    }

    /// What is on record about it, without the statements about its contributor.
    List<Statement> facts() {
        List<Statement> facts = new ArrayList<>();
        if (stage() == SessionStage.RECORDING) {
            return facts;
        }
        facts.add(new Statement(FactType.CAPTURE, id(), Map.of("deviceClass", "Synthetic Phone 1")));
        if (stage() == SessionStage.OPENING) {
            return facts;
        }
        facts.add(new Statement(FactType.INGEST, episode(), Map.of("frames", length().toSeconds() * 30)));
        if (reached(SessionStage.REDACTING)) {
            facts.add(new Statement(FactType.QC, episode(), Map.of("verdict", "none", "reviewer_kind", "software")));
        }
        if (reached(SessionStage.LOOK)) {
            facts.add(new Statement(FactType.REDACT, episode(), Map.of("leaks_found", 0, "contact_sheets", 2)));
        }
        if (reached(SessionStage.REVIEW)) {
            facts.add(new Statement(FactType.PRIVACY_ANSWER, episode(), Map.of("answer", "nothing-visible")));
        }
        if (stage() == SessionStage.REVIEWED) {
            facts.add(new Statement(FactType.REVIEW, episode(), Map.of("reviewer_kind", "person")));
            facts.add(new Statement(FactType.LABEL, episode(), Map.of("outcome", "SUCCESS")));
        }
        return facts;
    }
}
