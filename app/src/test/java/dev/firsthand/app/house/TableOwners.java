package dev.firsthand.app.house;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whose table is whose: the room of the migration that makes a table is the only one that names it.
record TableOwners(Map<String, String> owners, Set<String> rooms) {
    private static final Pattern MIGRATION = Pattern.compile("V[0-9]+__([a-z0-9_]+)\\.sql");
    private static final Pattern CREATED = Pattern.compile(
            "\\bcreate\\s+(?:unlogged\\s+)?table\\s+(?:if\\s+not\\s+exists\\s+)?\"?(\\w+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern SQL = Pattern.compile(
            "\\s*(?:select|insert|update|delete|with|truncate|copy|lock|merge|alter|create|drop|from|join|left|inner"
                    + "|where|and|or|order|union|exists|using|set|values)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern NAMED = Pattern.compile(
            "\\b(?:join|into|update|only|references|truncate|copy|lock|table(?:\\s+if\\s+exists)?"
                    + "|index\\s+\\w+\\s+on)\\s+\"?(\\w+)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern FROM = Pattern.compile(
            "\\bfrom\\s+(\"?\\w+\"?(?:\\s+\\w+)?(?:\\s*,\\s*\"?\\w+\"?(?:\\s+\\w+)?)*)", Pattern.CASE_INSENSITIVE);

    /// A migration: its path, the room that its file name says, its text without comments.
    record Migration(Path path, String text) {
        String room(Set<String> rooms) {
            Matcher name = MIGRATION.matcher(path.getFileName().toString());
            if (!name.matches()) {
                return "";
            }
            String words = name.group(1);
            return rooms.stream()
                    .map(room -> room.substring(room.indexOf('.') + 1))
                    .filter(room -> words.equals(room) || words.startsWith(room + "_"))
                    .max((a, b) -> a.length() - b.length())
                    .map(room -> "engine." + room)
                    .orElse("");
        }

        String statements() {
            return text.replaceAll("--[^\n]*", "");
        }
    }

    static TableOwners of(List<Migration> migrations, Set<String> rooms) {
        var owners = new TreeMap<String, String>();
        for (Migration migration : migrations) {
            CREATED.matcher(migration.statements())
                    .results()
                    .map(found -> found.group(1).toLowerCase(Locale.ROOT))
                    .forEach(table -> owners.putIfAbsent(table, migration.room(rooms)));
        }
        return new TableOwners(owners, rooms);
    }

    List<Fault> faults(Migration migration) {
        String room = migration.room(rooms);
        if (room.isEmpty()) {
            return List.of(new Fault(
                    migration.path(), 1, "a migration is named V<nn>__<room>.sql, with a room of the table of rooms"));
        }
        return foreign(room, migration.statements()).stream()
                .map(table -> new Fault(migration.path(), 1, told(room, table)))
                .toList();
    }

    List<Fault> faults(JavaSource source) {
        if (source.isTest()) {
            return List.of();
        }
        var faults = new ArrayList<Fault>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitLiteral(LiteralTree literal, Void unused) {
                check(literal, text(literal));
                return super.visitLiteral(literal, null);
            }

            @Override
            public Void visitBinary(BinaryTree binary, Void unused) {
                if (binary.getKind() != Tree.Kind.PLUS) {
                    return super.visitBinary(binary, null);
                }
                check(binary, text(binary));
                return null; // its parts were read as one text
            }

            private void check(Tree node, String text) {
                if (SQL.matcher(text).matches()) {
                    foreign(source.room(), text)
                            .forEach(table -> faults.add(
                                    new Fault(source.path(), source.firstLine(node), told(source.room(), table))));
                }
            }
        }.scan(source.tree(), null);
        return faults;
    }

    private Set<String> foreign(String room, String sql) {
        var tables = new TreeSet<String>();
        NAMED.matcher(sql).results().map(found -> found.group(1)).forEach(tables::add);
        FROM.matcher(sql)
                .results()
                .flatMap(found -> Pattern.compile(",").splitAsStream(found.group(1)))
                .map(item -> item.strip().replace("\"", "").split("\\s", 2)[0])
                .forEach(tables::add);
        var foreign = new TreeSet<String>();
        for (String table : tables) {
            Optional.ofNullable(owners.get(table.toLowerCase(Locale.ROOT)))
                    .filter(owner -> !owner.equals(room))
                    .ifPresent(owner -> foreign.add(table));
        }
        return foreign;
    }

    private String told(String room, String table) {
        return "%s names the table `%s` of %s: ask that room through its door"
                .formatted(room, table, owners.get(table.toLowerCase(Locale.ROOT)));
    }

    private static String text(Tree node) {
        if (node instanceof LiteralTree literal) {
            return literal.getValue() instanceof String text ? text : "";
        }
        if (node instanceof BinaryTree binary) {
            return text(binary.getLeftOperand()) + text(binary.getRightOperand());
        }
        return " ? ";
    }
}
