package dev.firsthand.recording.validation;

import dev.firsthand.recording.lerobot.DatasetLayout;
import dev.firsthand.recording.statistics.FeatureStats;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Checks a LeRobot v3.0 folder against every [Rule], by reading all of it but the pixels. Whatever the files hold, the
/// answer is a report: nothing is thrown at the caller.
public final class LeRobotValidator {
    private LeRobotValidator() {}

    public static ValidationReport validate(Path folder) {
        return validate(folder, Set.of());
    }

    /// With names (of episodes, consents, sources) that were withdrawn and may not be in any provenance column.
    public static ValidationReport validate(Path folder, Set<String> withdrawn) {
        Path root = folder.toAbsolutePath().normalize();
        var findings = new Findings();
        if (!Files.isDirectory(root)) {
            findings.add(Rule.INFO_UNREADABLE, DatasetLayout.INFO, "there is no such folder");
            return findings.report(0, 0, 0);
        }
        Set<String> gone = new HashSet<>(withdrawn);
        gone.addAll(new ManifestRules(findings).check(root));
        Optional<DeclaredSet> set = new InfoRules(findings).read(root);
        if (set.isEmpty()) {
            return findings.report(0, 0, 0);
        }
        return validate(root, set.get(), gone, findings);
    }

    private static ValidationReport validate(Path root, DeclaredSet set, Set<String> gone, Findings findings) {
        List<String> tasks = new TaskRules(findings).read(root);
        findings.check(
                tasks.size() == set.totalTasks(),
                Rule.INFO_COUNT,
                DatasetLayout.INFO,
                "total_tasks is %d, the table has %d".formatted(set.totalTasks(), tasks.size()));
        EpisodeList episodes = new EpisodeTableRules(findings, set).read(root, tasks);
        Map<String, FeatureStats> exact = new DataRules(findings, set, episodes, tasks).check(root);
        new VideoRules(findings, set, episodes).check(root);
        new StatsRules(findings, set, episodes).check(root, exact);
        var privacy = new PrivacyRules(findings, set, episodes);
        privacy.checkEpisodes(gone);
        long files = privacy.checkFiles(root);
        long frames = episodes.size() == 0 ? 0 : episodes.to(episodes.size() - 1);
        return findings.report(episodes.size(), frames, files);
    }
}
