package dev.firsthand.recording.validation;

import dev.firsthand.recording.lerobot.DatasetLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the numbered files of a table in the order in which LeRobot reads them.
final class TableFiles {
    private static final Pattern NUMBERED = Pattern.compile("chunk-(\\d{3,6})/file-(\\d{3,6})\\.[a-z0-9]+");

    private TableFiles() {}

    record Found(Path path, DatasetLayout.Place place) {}

    static List<Found> below(Path folder, String suffix) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        var found = new TreeMap<String, Found>();
        try (var walk = Files.walk(folder, 2)) {
            for (Path path : walk.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(path).toString().replace('\\', '/');
                Matcher numbered = NUMBERED.matcher(name);
                if (numbered.matches() && name.endsWith(suffix)) {
                    var place = new DatasetLayout.Place(
                            Long.parseLong(numbered.group(1)), Long.parseLong(numbered.group(2)));
                    found.put(name, new Found(path, place));
                }
            }
        } catch (UncheckedIOException unlisted) {
            throw unlisted.getCause();
        }
        return List.copyOf(found.values());
    }
}
