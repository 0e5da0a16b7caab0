package dev.firsthand.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.engine.rules.Move.Handing;
import dev.firsthand.engine.rules.TransferGround.Basis;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RuleTableTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    /// Each day on which a shipped rule begins or ends, and the day before it.
    private static final SortedSet<LocalDate> DAYS = RuleTable.shipped().rules().stream()
            .flatMap(rule -> Stream.concat(Stream.of(rule.from()), rule.to().stream()))
            .flatMap(day -> Stream.of(day.minusDays(1), day))
            .collect(Collectors.toCollection(TreeSet::new));

    private static final List<Jurisdiction> SHIPPED =
            List.copyOf(RuleTable.shipped().jurisdictions());
    private static final Jurisdiction RULELESS = new Jurisdiction("GB");
    private static final Jurisdiction INDIA = new Jurisdiction("IN");

    private static final String RULE = """
            [{"id":"NG.breach_authority","jurisdiction":"NG","topic":"breach_authority","kind":"MAX_HOURS","value":72,
              "condition":"risk","from":"2023-06-12","to":null,"source":"s.40(2)","certainty":"PRIMARY_READ",
              "reviewed":"2026-11-21","reviewer":"none"}]""";

    @Test
    void eight_jurisdictions_are_shipped_beside_the_defaults() {
        assertThat(SHIPPED)
                .extracting(Jurisdiction::code)
                .containsExactly("BR", "CN", "EU", "IN", "KE", "NG", "PH", "US-IL");
    }

    @Test
    void adding_a_jurisdiction_never_relaxes_an_obligation() {
        for (LocalDate day : DAYS) {
            subsets().forEach(some -> {
                Obligations before = Obligations.of(some, day);
                Stream.concat(SHIPPED.stream(), Stream.of(RULELESS)).forEach(one -> {
                    var more = new TreeSet<>(some);
                    more.add(one);
                    assertThat(Obligations.of(more, day).atLeastAsStrict(before))
                            .as("%s with %s on %s", some, one, day)
                            .isTrue();
                });
            });
        }
    }

    @Test
    void adding_a_jurisdiction_never_permits_a_move() {
        List<TransferGround> grounds = SHIPPED.stream()
                .filter(law -> !law.code().contains("IL"))
                .map(law -> new TransferGround(law, new Jurisdiction("SG"), Basis.SAFEGUARDS, "contract"))
                .toList();
        DAYS.forEach(day -> addingNeverPermits(new Moves(RuleTable.shipped(), grounds, day)));
    }

    private static void addingNeverPermits(Moves moves) {
        var there = new Jurisdiction("SG");
        subsets().filter(some -> !some.isEmpty()).forEach(some -> {
            for (Set<Jurisdiction> agreed : List.of(Set.<Jurisdiction>of(), Set.of(there))) {
                if (permitted(moves, new Move(some, some.first(), there, agreed, Handing.SOLD))) {
                    continue;
                }
                SHIPPED.forEach(one -> {
                    var more = new TreeSet<>(some);
                    more.add(one);
                    assertThat(permitted(moves, new Move(more, some.first(), there, agreed, Handing.SOLD)))
                            .as("%s with %s on %s", some, one, moves.day())
                            .isFalse();
                });
            }
        });
    }

    @Test
    void a_country_without_rules_gets_the_strictest_of_all_and_is_marked() {
        Obligations unread = Obligations.of(Set.of(RULELESS), TODAY);

        assertThat(RuleTable.shipped().inForce(TODAY))
                .hasSize(7)
                .allMatch(law -> unread.atLeastAsStrict(RuleTable.shipped().under(Set.of(law), TODAY)));
        assertThat(unread.reviewed()).isFalse();
        assertThat(unread.withoutRules()).containsExactly(RULELESS);
        assertThat(Obligations.of(Set.of(new Jurisdiction("KE")), TODAY).reviewed())
                .isTrue();
    }

    @Test
    void a_law_that_is_not_in_force_permits_no_more_than_one_that_nobody_read() {
        for (LocalDate day : DAYS) {
            Obligations unread = Obligations.of(Set.of(RULELESS), day);
            for (Jurisdiction law : SHIPPED) {
                Obligations own = RuleTable.shipped().under(Set.of(law), day);
                boolean inForce = RuleTable.shipped().inForce(day).contains(law);
                assertThat(own.reviewed()).as("%s on %s", law, day).isEqualTo(inForce);
                assertThat(own.all().equals(unread.all()) || inForce)
                        .as("%s on %s keeps to all there is", law, day)
                        .isTrue();
            }
        }
        LocalDate begins = LocalDate.of(2027, 5, 13);
        assertThat(Obligations.of(Set.of(INDIA), begins.minusDays(1)).withoutRules())
                .containsExactly(INDIA);
        assertThat(Obligations.of(Set.of(INDIA), begins).reviewed()).isTrue();
    }

    @Test
    void a_member_of_a_union_has_its_rules_and_a_part_of_a_country_those_of_both() {
        assertThat(new Jurisdiction("DE").laws()).containsExactly(Jurisdiction.EU);
        assertThat(new Jurisdiction("GB").laws()).containsExactly(RULELESS);
        assertThat(new Jurisdiction("US-IL").laws()).containsExactly(new Jurisdiction("US"), new Jurisdiction("US-IL"));
    }

    @Test
    void no_topic_of_a_jurisdiction_has_a_day_without_a_rule_once_it_has_one() {
        RuleTable.shipped().rules().stream()
                .collect(Collectors.groupingBy(rule -> Map.entry(rule.jurisdiction(), rule.topic())))
                .forEach((about, rules) -> {
                    List<Rule> inOrder = rules.stream()
                            .sorted(Comparator.comparing(Rule::from))
                            .toList();
                    for (int next = 1; next < inOrder.size(); next++) {
                        assertThat(inOrder.get(next - 1).to())
                                .as("%s ends where its follower begins", inOrder.get(next - 1))
                                .contains(inOrder.get(next).from());
                    }
                    assertThat(inOrder.getLast().to()).as("%s goes on", about).isEmpty();
                });
    }

    @Test
    void an_obligation_names_the_rules_that_make_it_as_strict_as_it_is() {
        Obligation erasure = Obligations.of(Set.of(new Jurisdiction("KE"), new Jurisdiction("NG")), TODAY)
                .about(Topic.ERASURE)
                .orElseThrow();

        assertThat(erasure.amount()).isEqualTo(7);
        assertThat(erasure.restsOn()).extracting(rule -> rule.id().value()).containsExactly("KE.erasure");
        assertThat(erasure.certainty()).isEqualTo(Certainty.SECONDARY_READ);
    }

    @Test
    void whoever_reads_a_table_that_is_not_whole_is_told_of_which_rule() {
        assertThat(read(RULE)).hasSize(1);
        Map.of(
                        "\"source\":\"s.40(2)\",", "",
                        "\"value\":72", "\"value\":\"72\"",
                        "\"value\":72,", "\"value\":72,\"value\":71,",
                        "MAX_HOURS", "MAX_DAYS",
                        "\"topic\":\"breach_authority\"", "\"topic\":\"weather\"",
                        "PRIMARY_READ", "CERTAIN",
                        "\"from\":\"2023-06-12\"", "\"from\":\"12 June\"",
                        "\"to\":null", "\"to\":\"2023-06-12\"",
                        "\"jurisdiction\":\"NG\"", "\"jurisdiction\":\"KE\"",
                        "\"condition\":\"risk\"", "\"condition\":\" \"")
                .forEach((part, wrong) -> assertThatThrownBy(() -> read(RULE.replace(part, wrong)))
                        .as(wrong)
                        .hasMessageMatching("(?s)(rule NG.breach_authority: .*|Duplicate field 'value'.*)"));
        assertThatThrownBy(() -> read(RULE.replace("]", "") + "," + RULE.substring(1)))
                .hasMessageContaining("stands twice");
    }

    private static boolean permitted(Moves moves, Move move) {
        return moves.judge(move) instanceof Ruling.Permitted;
    }

    private static Stream<NavigableSet<Jurisdiction>> subsets() {
        return IntStream.range(0, 1 << SHIPPED.size())
                .mapToObj(bits -> IntStream.range(0, SHIPPED.size())
                        .filter(one -> (bits & 1 << one) != 0)
                        .mapToObj(SHIPPED::get)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static List<Rule> read(String table) {
        try {
            return RuleReader.read(new ByteArrayInputStream(table.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed.getMessage(), malformed);
        }
    }
}
