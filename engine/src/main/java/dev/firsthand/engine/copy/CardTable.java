package dev.firsthand.engine.copy;

import dev.firsthand.engine.copy.CopyContents.CopyEpisode;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Tables of a data card.
final class CardTable {
    private CardTable() {}

    static String table(String title, List<String> head, List<List<Object>> rows) {
        return "## %s\n%s%s%s"
                .formatted(
                        title,
                        row(head),
                        row(head.stream().map(column -> "---").toList()),
                        rows.stream().map(CardTable::row).collect(Collectors.joining()));
    }

    private static String row(List<?> cells) {
        return cells.stream().map(String::valueOf).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /// Text of others, on one line of a table.
    static String cell(String text) {
        return text.replaceAll("\\s+", " ").replace("|", "\\|");
    }

    /// Of how many episodes each is true, in the order of the words.
    static SortedMap<String, Long> counts(CopyContents contents, Function<CopyEpisode, String> by) {
        return contents.episodes().stream().collect(Collectors.groupingBy(by, TreeMap::new, Collectors.counting()));
    }

    /// The same as rows of two cells.
    static List<List<Object>> rows(CopyContents contents, Function<CopyEpisode, String> by) {
        return counts(contents, by).entrySet().stream()
                .map(one -> List.<Object>of(one.getKey(), one.getValue()))
                .toList();
    }
}
