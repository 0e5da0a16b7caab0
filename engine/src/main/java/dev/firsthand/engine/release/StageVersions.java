package dev.firsthand.engine.release;

import dev.firsthand.engine.episode.Intake;
import dev.firsthand.engine.privacy.Scrub;
import dev.firsthand.engine.quality.ContainerChecks;
import java.util.LinkedHashMap;
import java.util.Map;

/// The versions of the stage functions, as every manifest names them.
final class StageVersions {
    private StageVersions() {}

    static Map<String, Integer> all() {
        Map<String, Integer> versions = new LinkedHashMap<>();
        versions.put("intake", Intake.VERSION);
        versions.put("checks", ContainerChecks.VERSION);
        versions.put("privacy", Scrub.VERSION);
        versions.put("render", EpisodeRendering.VERSION);
        return versions;
    }
}
