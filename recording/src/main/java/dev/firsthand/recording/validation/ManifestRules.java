package dev.firsthand.recording.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firsthand.recording.lerobot.DatasetLayout;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Rules of the `manifest.json` that lies beside the set or in it: every file is listed with its digest.
final class ManifestRules {
    private static final String NAME = "manifest.json";
    /// The proof of a release is made when everything else is there.
    private static final Set<String> NOT_LISTED =
            Set.of(NAME, "SHA256SUMS", "evidence/keys.txt", "evidence/policy.txt", "evidence/release.proof");
    private static final int BUFFER_BYTES = 1 << 18;

    private final Findings findings;
    private final Map<String, String> digests = new HashMap<>();

    ManifestRules(Findings findings) {
        this.findings = findings;
    }

    /// Checks the manifest where there is one; returns what it says was withdrawn.
    Set<String> check(Path folder) {
        Path parent = folder.toAbsolutePath().normalize().getParent();
        Path release = Files.isRegularFile(folder.resolve(NAME)) || parent == null ? folder : parent;
        if (!Files.isRegularFile(release.resolve(NAME))) {
            return Set.of();
        }
        try {
            JsonNode manifest = InfoRules.json(release.resolve(NAME));
            checkFiles(release, manifest);
            checkCroissant(release);
            return checkVersion(manifest);
        } catch (IOException | UncheckedIOException broken) {
            findings.add(Rule.MANIFEST_UNREADABLE, NAME, "it cannot be checked: " + broken.getMessage());
            return Set.of();
        }
    }

    private void checkFiles(Path release, JsonNode manifest) throws IOException {
        if (!findings.check(
                manifest.path("files").isArray(), Rule.MANIFEST_UNREADABLE, NAME, "it has no list of files")) {
            return;
        }
        Set<String> listed = new HashSet<>();
        for (JsonNode entry : manifest.path("files")) {
            String name = entry.path("path").asText();
            Optional<Path> file = DatasetLayout.inside(release, name).filter(Files::isRegularFile);
            listed.add(name);
            if (file.isEmpty()) {
                findings.add(Rule.MANIFEST_FILE, name, "the manifest lists it, it is not there");
                continue;
            }
            findings.check(
                    digest(release, name).equals(entry.path("sha256").asText()),
                    Rule.MANIFEST_DIGEST,
                    name,
                    "its SHA-256 is not the manifest's");
        }
        try (var walk = Files.walk(release)) {
            for (Path file : (Iterable<Path>) walk.filter(Files::isRegularFile)::iterator) {
                String name = release.relativize(file).toString().replace('\\', '/');
                findings.check(
                        listed.contains(name) || NOT_LISTED.contains(name),
                        Rule.MANIFEST_UNLISTED,
                        name,
                        "the manifest does not list it");
            }
        }
    }

    /// Digests in a Croissant description, where there is one, must be the files'.
    private void checkCroissant(Path release) throws IOException {
        Path croissant = release.resolve("croissant.json");
        if (!Files.isRegularFile(croissant)) {
            return;
        }
        for (JsonNode file : InfoRules.json(croissant).path("distribution")) {
            String name = file.path("contentUrl").asText();
            Optional<Path> local = DatasetLayout.inside(release, name);
            if (file.has("sha256") && !name.contains("://") && local.isPresent()) {
                findings.check(
                        Files.isRegularFile(local.get())
                                && digest(release, name)
                                        .equals(file.path("sha256").asText()),
                        Rule.MANIFEST_CROISSANT,
                        name,
                        "its SHA-256 is not the one in croissant.json");
            }
        }
    }

    private Set<String> checkVersion(JsonNode manifest) {
        Set<String> withdrawn = new HashSet<>();
        manifest.path("withdrawn").forEach(name -> withdrawn.add(name.asText()));
        String before = manifest.path("supersedes").asText();
        String now = manifest.path("version").asText();
        if (!withdrawn.isEmpty() && !before.isEmpty()) {
            findings.check(
                    major(now) > major(before),
                    Rule.MANIFEST_VERSION,
                    NAME,
                    "version %s takes episodes away from %s: the first number must grow".formatted(now, before));
        }
        return withdrawn;
    }

    private static long major(String version) {
        String first = version.split("\\.", -1)[0];
        return first.matches("\\d{1,9}") ? Long.parseLong(first) : -1;
    }

    private String digest(Path release, String name) throws IOException {
        String known = digests.get(name);
        if (known == null) {
            known = sha256(release.resolve(name));
            digests.put(name, known);
        }
        return known;
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            var buffer = new byte[BUFFER_BYTES];
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                digest.update(buffer, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
