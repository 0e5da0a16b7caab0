package dev.firsthand.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.FieldRefEntry;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every topic of the table is asked by code, or listed as fixed: what is shown as a rule is never words alone.
class TopicsTest {
    private static final String TOPIC = Topic.class.getName().replace('.', '/');

    private static final Set<Topic> OF_THE_TABLE = RuleTable.shipped().rules().stream()
            .map(Rule::topic)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Topic.class)));

    @Test
    void a_topic_that_no_class_asks_about_is_listed_as_fixed() throws IOException, URISyntaxException {
        Set<String> asked = asked();

        assertThat(OF_THE_TABLE)
                .allSatisfy(topic -> assertThat(topic.isFixed() || asked.contains(topic.name()))
                        .as("%s is asked, or fixed", topic)
                        .isTrue());
        assertThat(asked).contains("PLACE", "PLACE_RECORD", "CONTRIBUTOR_AGE").doesNotContain("ACCESS");
    }

    @Test
    void every_shipped_rule_of_a_topic_that_is_asked_is_made_of_words_that_are_asked() {
        assertThat(RuleTable.shipped().rules())
                .filteredOn(rule -> !rule.topic().isFixed())
                .allSatisfy(rule -> assertThat(rule.topic().read(rule.value().text()))
                        .as(rule.id().value())
                        .isEqualTo(rule.value()));
    }

    @Test
    void the_docs_say_of_each_topic_who_asks_or_that_it_is_fixed() throws IOException {
        String page = Files.readString(Path.of("../docs/concepts/rules.md"));
        Map<Boolean, List<String>> rows = Pattern.compile("(?m)^\\| `([a-z_]+)` \\| (fixed)?")
                .matcher(part(page, "## Who asks about which topic"))
                .results()
                .collect(Collectors.partitioningBy(
                        row -> row.group(2) != null, Collectors.mapping(row -> row.group(1), Collectors.toList())));

        assertThat(rows.get(false)).containsExactlyInAnyOrderElementsOf(names(false));
        assertThat(rows.get(true)).containsExactlyInAnyOrderElementsOf(names(true));
    }

    private static List<String> names(boolean fixed) {
        return Arrays.stream(Topic.values())
                .filter(topic -> topic.isFixed() == fixed)
                .map(Topic::wireName)
                .toList();
    }

    private static String part(String page, String heading) {
        String after = page.substring(page.indexOf(heading) + heading.length());
        int next = after.indexOf("\n## ");
        return next < 0 ? after : after.substring(0, next);
    }

    /// The topics that a class other than the enum names.
    private static Set<String> asked() throws IOException, URISyntaxException {
        Path classes = Path.of(
                Topic.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            List<Path> others = files.filter(path -> path.toString().endsWith(".class"))
                    .filter(path -> !path.getFileName().toString().startsWith("Topic"))
                    .toList();
            Set<String> asked = new TreeSet<>();
            for (Path file : others) {
                ClassFile.of().parse(file).constantPool().forEach(entry -> {
                    if (entry instanceof FieldRefEntry field
                            && field.owner().asInternalName().equals(TOPIC)) {
                        asked.add(field.name().stringValue());
                    }
                });
            }
            return asked;
        }
    }
}
