package dev.firsthand.app.release;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A data card as blocks that a page shows. It reads the Markdown that our own cards are written in, and nothing
/// more: headings, tables, lists, paragraphs; whatever else stands there is shown as text.
public record Card(List<Block> blocks) {
    public Card {
        blocks = List.copyOf(blocks);
    }

    public sealed interface Block {
        record Heading(List<Part> text) implements Block {}

        /// A head of empty cells is none.
        record Table(List<List<Part>> head, List<List<List<Part>>> rows) implements Block {
            public boolean headed() {
                return head.stream().anyMatch(cell -> !cell.isEmpty());
            }
        }

        record Items(List<List<Part>> items) implements Block {}

        record Text(List<Part> text) implements Block {}
    }

    /// A run of text; `code` stood between backticks.
    public record Part(String text, boolean code) {}

    static Card of(String markdown) {
        List<Block> blocks = new ArrayList<>();
        List<String> lines = markdown.lines().toList();
        for (int i = 0; i < lines.size(); ) {
            int end = end(lines, i);
            if (!lines.get(i).isBlank()) {
                blocks.add(block(lines.subList(i, end)));
            }
            i = end;
        }
        return new Card(blocks);
    }

    private enum Kind {
        BLANK,
        HEADING,
        TABLE,
        ITEM,
        TEXT
    }

    private static Kind kind(String line) {
        if (line.isBlank()) {
            return Kind.BLANK;
        }
        return switch (line.charAt(0)) {
            case '#' -> Kind.HEADING;
            case '|' -> Kind.TABLE;
            case '-' -> Kind.ITEM;
            default -> Kind.TEXT;
        };
    }

    /// Where the block that begins here ends. A list goes on in lines that are set in.
    private static int end(List<String> lines, int from) {
        Kind kind = kind(lines.get(from));
        int end = from + 1;
        while (kind != Kind.HEADING && end < lines.size()) {
            String line = lines.get(end);
            boolean goesOn = kind(line) == kind || (kind == Kind.ITEM && line.startsWith("  "));
            if (!goesOn) {
                return end;
            }
            end++;
        }
        return end;
    }

    private static Block block(List<String> lines) {
        return switch (kind(lines.getFirst())) {
            case HEADING -> new Block.Heading(parts(lines.getFirst().replaceFirst("^#+ *", "")));
            case TABLE -> table(lines);
            case ITEM -> new Block.Items(items(lines).stream().map(Card::parts).toList());
            case TEXT, BLANK -> new Block.Text(parts(String.join(" ", lines)));
        };
    }

    private static Block.Table table(List<String> lines) {
        List<List<List<Part>>> rows = lines.stream()
                .filter(line -> !line.matches("\\|[ |:-]*---[ |:-]*"))
                .map(Card::cells)
                .toList();
        return new Block.Table(rows.getFirst(), rows.subList(1, rows.size()));
    }

    private static List<List<Part>> cells(String row) {
        String inner = row.strip().replaceAll("^\\||\\|$", "");
        return Arrays.stream(inner.split("(?<!\\\\)\\|", -1))
                .map(cell -> parts(cell.strip().replace("\\|", "|")))
                .toList();
    }

    private static List<String> items(List<String> lines) {
        List<String> items = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("- ")) {
                items.add(line.substring(2));
            } else {
                items.add(items.removeLast() + " " + line.strip());
            }
        }
        return items;
    }

    /// Stars of emphasis are dropped: a page has its own.
    private static List<Part> parts(String text) {
        List<Part> parts = new ArrayList<>();
        String[] runs = text.split("`", -1);
        for (int i = 0; i < runs.length; i++) {
            if (!runs[i].isEmpty()) {
                boolean code = i % 2 == 1;
                parts.add(new Part(code ? runs[i] : runs[i].replace("**", ""), code));
            }
        }
        return parts;
    }
}
