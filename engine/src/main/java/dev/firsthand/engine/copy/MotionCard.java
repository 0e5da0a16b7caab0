package dev.firsthand.engine.copy;

import dev.firsthand.engine.privacy.PrivacyLevel;
import java.util.List;

/// The data card of a copy of motion alone.
record MotionCard(CopyContents contents) implements CardMedia {
    @Override
    public String head() {
        return "| picture | none: how bodies moved, and nothing else |\n";
    }

    @Override
    public String meaning(PrivacyLevel level) {
        return switch (level) {
            case SCRUBBED -> "what the file held besides the motion is gone, names too. Nobody has looked at it";
            case CLEARED_BY_PERSON ->
                "a person looked at the body, drawn, and saw nothing that must not be here. What the file held besides the"
                        + " motion is gone, names too";
        };
    }

    @Override
    public String recorded() {
        List<List<Object>> rows = CardTable.rows(
                contents,
                episode -> episode.motion()
                        .map(motion -> "%d | %d".formatted(motion.joints(), Math.round(motion.rateHz())))
                        .orElseThrow());
        return CardTable.table(
                        "Motion as recorded", List.of("joints, ends included", "moments a second", "episodes"), rows)
                + "\nMCAP has every moment; LeRobot has them on the grid.\n";
    }

    @Override
    public String clock() {
        return "the suit";
    }

    @Override
    public String one() {
        return "moment";
    }

    @Override
    public String toKnow() {
        return """
                - Names of episodes and contributors are made for this copy alone. The motion is not: by it the same episode, and
                  the same person, can be found in other data. You may not do that: `LICENCE.md`.
                - All statistics are exact. There is no camera, no `observation.state` and no `action`.
                """;
    }
}
