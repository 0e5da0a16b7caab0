package dev.firsthand.app.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Who may open which door: the block `doors` of `docs/concepts/access.md`, which people read and tests hold the server
/// against. A line that is not indented says who; the indented lines after it are the doors.
record RoleTable(Map<String, Set<RoleTable.Person>> doors) {
    /// Whoever may knock. A stranger carries nothing.
    enum Person {
        STRANGER,
        CONTRIBUTOR,
        HOLDER,
        REVIEWER,
        AUDITOR,
        OPERATOR
    }

    static RoleTable read() throws IOException {
        Map<String, Set<Person>> doors = new TreeMap<>();
        Set<Person> who = Set.of();
        for (String line : block(Files.readAllLines(Path.of("..", "docs", "concepts", "access.md")))) {
            if (!line.startsWith(" ")) {
                who = people(line.strip());
            } else if (doors.put(line.strip(), who) != null) {
                throw new IllegalStateException("this door stands in the table twice: " + line.strip());
            }
        }
        return new RoleTable(doors);
    }

    private static List<String> block(List<String> lines) {
        int begin = lines.indexOf("```doors") + 1;
        List<String> block = new ArrayList<>();
        for (int i = begin; !lines.get(i).equals("```"); i++) {
            if (!lines.get(i).isBlank()) {
                block.add(lines.get(i));
            }
        }
        return block;
    }

    private static Set<Person> people(String words) {
        if (words.equals("everybody")) {
            return EnumSet.allOf(Person.class);
        }
        Set<Person> people = EnumSet.noneOf(Person.class);
        Arrays.stream(words.split(" +")).forEach(word -> people.add(Person.valueOf(word.toUpperCase(Locale.ROOT))));
        return people;
    }
}
