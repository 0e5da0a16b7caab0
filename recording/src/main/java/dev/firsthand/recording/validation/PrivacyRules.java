package dev.firsthand.recording.validation;

import dev.firsthand.recording.lerobot.DatasetLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Rules for the people in the recordings: nothing lies in the folder that no episode names, each episode names its
/// consent, and none that was withdrawn is left.
final class PrivacyRules {
    private static final int FILES_MAX = 10_000_000;
    private static final String CONSENT = "prov/consent_receipt";
    private static final Set<String> KNOWN = Set.of(
            DatasetLayout.INFO,
            DatasetLayout.STATS,
            DatasetLayout.TASKS,
            "meta/subtasks.parquet",
            "README.md",
            "LICENSE",
            ".gitattributes");

    private final Findings findings;
    private final DeclaredSet set;
    private final EpisodeList episodes;

    PrivacyRules(Findings findings, DeclaredSet set, EpisodeList episodes) {
        this.findings = findings;
        this.set = set;
        this.episodes = episodes;
    }

    /// Returns how many files there are.
    long checkFiles(Path folder) {
        Set<String> named = new HashSet<>(KNOWN);
        for (int e = 0; e < episodes.size(); e++) {
            named.add(episodes.data(e).data());
            for (DeclaredFeature video : set.videos()) {
                named.add(episodes.video(video.name(), e).video(video.name()));
            }
        }
        episodes.files().forEach(file -> named.add(file.place().episodes()));
        findings.check(
                !Files.exists(folder.resolve("images")),
                Rule.PRIVACY_IMAGES_FOLDER,
                "images",
                "the folder of single pictures is only for recording");
        long files = 0;
        try (var walk = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) walk.limit(FILES_MAX)::iterator) {
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    continue;
                }
                files++;
                String name = folder.relativize(path).toString().replace('\\', '/');
                findings.check(
                        named.contains(name) && !Files.isSymbolicLink(path),
                        Rule.PRIVACY_EXTRA_FILE,
                        name,
                        "no episode names this file, or it is a link");
            }
        } catch (IOException | UncheckedIOException broken) {
            findings.add(Rule.PRIVACY_EXTRA_FILE, ".", "the folder cannot be listed: " + broken.getMessage());
        }
        return files;
    }

    /// `withdrawn` are values that no provenance column may hold any more.
    void checkEpisodes(Set<String> withdrawn) {
        Map<String, String[]> texts = episodes.texts();
        findings.check(
                texts.containsKey(CONSENT),
                Rule.PRIVACY_NO_CONSENT,
                "meta/episodes",
                "there is no column %s: nobody can tell what was consented to".formatted(CONSENT));
        List<String> columns = texts.keySet().stream()
                .filter(name -> name.startsWith("prov/"))
                .sorted()
                .toList();
        for (String column : columns) {
            String[] values = texts.getOrDefault(column, new String[0]);
            for (int e = 0; e < values.length; e++) {
                String place = "meta/episodes row %d %s".formatted(e, column);
                findings.check(!values[e].isBlank(), Rule.PRIVACY_PROVENANCE_EMPTY, place, "it is empty");
                findings.check(
                        !withdrawn.contains(values[e]),
                        Rule.PRIVACY_WITHDRAWN,
                        place,
                        "the episode was withdrawn and may not be here");
            }
        }
    }
}
