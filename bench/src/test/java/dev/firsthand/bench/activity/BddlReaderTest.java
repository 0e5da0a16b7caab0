package dev.firsthand.bench.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BddlReaderTest {
    private static final String TEA = """
            (define (problem tea-0) ; a comment (with parentheses
                (:domain omnigibson)
                (:objects cup.n.01_1 cup.n.01_2 - cup.n.01 table.n.02_1 - table.n.02 floor.n.01_1 - floor.n.01)
                (:init (ontop cup.n.01_1 table.n.02_1) (not (open cup.n.01_2)) (inroom floor.n.01_1 kitchen)
                       (ontop cup.n.01_2 table.n.02_1) (inroom table.n.02_1 kitchen))
                (:goal (and (forn (1) (?cup.n.01 - cup.n.01) (ontop ?cup.n.01 ?floor.n.01_1))
                            (imply (open ?cup.n.01_1) (open cup.n.01_2)))))
            """;

    @Test
    void a_definition_is_read_with_objects_beginning_and_goal() {
        Definition tea = Samples.definition(TEA);

        assertThat(tea.name()).isEqualTo("tea-0");
        assertThat(tea.categories()).containsEntry("cup.n.01_2", "cup.n.01").hasSize(4);
        assertThat(tea.beginning()).contains(new Literal(Predicate.OPEN, "cup.n.01_2", "", false));
        assertThat(tea.goal())
                .isInstanceOfSatisfying(
                        Formula.And.class,
                        and -> assertThat(and.parts()).hasSize(2).element(1).isInstanceOf(Formula.Imply.class));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "(:domain omnigibson) => () => 1 => 1 => a section `(:domain ...)` => none",
                "(ontop cup.n.01_1 table.n.02_1) => (above cup.n.01_1 table.n.02_1) => 4 => 12 => one of the predicates => `(above ...)`",
                "(ontop cup.n.01_1 table.n.02_1) => (ontop cup.n.01_1) => 4 => 12 => 2 arguments of ontop => `(ontop ...)`",
                "(ontop cup.n.01_1 table.n.02_1) => (ontop cup.n.01_9 table.n.02_1) => 4 => 19 => an object that :objects declares => `cup.n.01_9`",
                "(forn (1) => (forn (0) => 6 => 24 => a whole number from 1 to 1000 => `0`",
                "(forn (1) => (forn one => 6 => 23 => a count such as `(2)` => `one`",
                "(?cup.n.01 - cup.n.01) => (?cup.n.01 cup.n.01) => 6 => 27 => a variable such as `(?cup - cup.n.01)` => `(?cup.n.01 ...)`",
                "?floor.n.01_1 => ?flour.n.01_1 => 6 => 67 => a variable of a quantifier around it or an object that :objects declares => `?flour.n.01_1`",
                "- floor.n.01 => x => 3 => 74 => `- CATEGORY` after the last names => `floor.n.01_1`",
                "cup.n.01_1 cup.n.01_2 - => cup.n.01_1 cup.n.01_1 - => 3 => 26 => a name that is not declared before => `cup.n.01_1`",
                "(open cup.n.01_2))) => (open cup.n.01_2) => 8 => 1 => `)` for the `(` of line 6 => the end of the text"
            })
    void what_is_malformed_is_told_with_line_column_and_what_was_expected(
            String from, String to, int line, int column, String expected, String found) {
        String broken = TEA.replaceFirst(java.util.regex.Pattern.quote(from), to);

        assertThat(broken).isNotEqualTo(TEA);
        assertThat(BddlReader.read(broken)).isInstanceOf(ReadResult.Malformed.class);
        var malformed = (ReadResult.Malformed) BddlReader.read(broken);
        assertThat(malformed.expected()).isEqualTo(expected);
        assertThat(malformed.found()).isEqualTo(found);
        assertThat(malformed.line()).isEqualTo(line);
        assertThat(malformed.column()).isEqualTo(column);
    }

    @Test
    void no_text_whatever_makes_the_reader_throw() {
        var random = new Random(4);
        for (int round = 0; round < 20_000; round++) {
            var text = new StringBuilder(TEA);
            for (int change = 0; change <= random.nextInt(4); change++) {
                int at = random.nextInt(Math.max(1, text.length() - 1));
                switch (random.nextInt(3)) {
                    case 0 -> text.delete(at, at + 1);
                    case 1 -> text.insert(at, "()?- \n;x".charAt(random.nextInt(8)));
                    default -> text.setLength(Math.max(1, at));
                }
            }
            assertThat(BddlReader.read(text.toString())).isNotNull();
        }
        assertThat(BddlReader.read("(".repeat(10_000))).isInstanceOf(ReadResult.Malformed.class);
        assertThat(BddlReader.read("")).isInstanceOf(ReadResult.Malformed.class);
    }

    @Test
    void a_quantifier_over_a_category_means_the_kinds_below_it_too() {
        var hierarchy = Hierarchy.read("apple.n.01 fruit.n.01\npear.n.01 fruit.n.01\nfruit.n.01 food.n.01\n");

        assertThat(hierarchy.isA("apple.n.01", "food.n.01")).isTrue();
        assertThat(hierarchy.isA("food.n.01", "apple.n.01")).isFalse();
        assertThat(hierarchy.leaves("food.n.01")).containsExactly("apple.n.01", "pear.n.01");
        assertThat(hierarchy.leaves("cup.n.01")).containsExactly("cup.n.01");
    }
}
