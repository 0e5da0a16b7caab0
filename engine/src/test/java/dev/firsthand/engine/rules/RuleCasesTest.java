package dev.firsthand.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.rules.Move.Handing;
import dev.firsthand.engine.rules.TransferGround.Basis;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The worked cases of `rule-cases.txt`: what is asked, what comes of it, on which rules it rests, how sure
/// that is.
class RuleCasesTest {
    record Case(String asked, String result, String rules, String certainty) {
        private String part(int place) {
            return asked.split(" +", -1)[place];
        }

        private LocalDate day() {
            return LocalDate.parse(part(0));
        }
    }

    @Test
    void there_are_sixty_and_four_of_a_law_to_come() throws IOException {
        assertThat(cases()).hasSize(64);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void the_rules_answer_as_it_was_worked_out(Case one) {
        switch (one.part(1)) {
            case "duty" -> duty(one);
            case "move" -> move(one);
            case String other -> throw new IllegalArgumentException(other);
        }
    }

    /// `day duty PLACES topic`
    private static void duty(Case one) {
        Topic topic = Topic.valueOf(one.part(3).toUpperCase(Locale.ROOT));
        var found = Obligations.of(places(one.part(2)), one.day()).about(topic);
        if (found.isEmpty()) {
            assertThat(List.of("none", "-", "-")).containsExactly(one.result(), one.rules(), one.certainty());
            return;
        }
        Obligation duty = found.get();
        String value = switch (topic.kind().composition()) {
            case SMALLEST, LARGEST -> Long.toString(duty.amount());
            case UNION, EACH -> String.join(" ", duty.words());
        };
        assertThat(value).isEqualTo(one.result());
        assertThat(duty.restsOn().stream()
                        .map(rule -> rule.id().value())
                        .sorted()
                        .collect(Collectors.joining(" ")))
                .isEqualTo(one.rules());
        assertThat(duty.certainty().name()).isEqualTo(one.certainty());
    }

    /// `day move PLACES storage holder handing agreed grounds`, where grounds are `LAW>PLACE:BASIS`
    private static void move(Case one) {
        List<TransferGround> grounds =
                list(one.part(7)).map(RuleCasesTest::ground).toList();
        Ruling ruling = new Moves(RuleTable.shipped(), grounds, one.day())
                .judge(new Move(
                        places(one.part(2)),
                        new Jurisdiction(one.part(3)),
                        new Jurisdiction(one.part(4)),
                        places(one.part(6)),
                        Handing.valueOf(one.part(5))));
        String result = switch (ruling) {
            case Ruling.Permitted permitted -> "permitted";
            case Ruling.Refused(var code, var message, var used) -> code;
        };
        assertThat(result).isEqualTo(one.result());
        var used = new TreeMap<>(ruling.used().rules());
        assertThat(used.keySet().stream().map(RuleId::value).collect(Collectors.joining(" ")))
                .isEqualTo(one.rules().equals("-") ? "" : one.rules());
        assertThat(Certainty.weakest(used.values()).name()).isEqualTo(one.certainty());
    }

    private static TransferGround ground(String text) {
        String[] parts = text.split("[>:]", -1);
        return new TransferGround(
                new Jurisdiction(parts[0]), new Jurisdiction(parts[1]), Basis.valueOf(parts[2]), "contract");
    }

    private static Set<Jurisdiction> places(String codes) {
        return list(codes).map(Jurisdiction::new).collect(Collectors.toSet());
    }

    private static Stream<String> list(String text) {
        return text.equals("-") ? Stream.of() : Arrays.stream(text.split(",", -1));
    }

    static List<Case> cases() throws IOException {
        try (InputStream in = Objects.requireNonNull(RuleCasesTest.class.getResourceAsStream("rule-cases.txt"))) {
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" *\\| *", -1))
                    .map(parts -> new Case(parts[0].strip(), parts[1], parts[2], parts[3].strip()))
                    .toList();
        }
    }
}
