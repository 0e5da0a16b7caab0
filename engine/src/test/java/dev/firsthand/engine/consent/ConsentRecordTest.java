package dev.firsthand.engine.consent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.holder.Holder;
import dev.firsthand.engine.holder.HolderId;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.ProvenanceEntry;
import dev.firsthand.engine.store.TestDatabase;
import dev.firsthand.engine.store.Tx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.Period;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConsentRecordTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path work;

    static SyntheticHouse house;

    @BeforeAll
    static void build() {
        house = SyntheticHouse.seeded(10, DATABASE.database(), work);
    }

    @Test
    void the_record_of_a_yes_has_every_field_that_iso_27560_demands() {
        Grant grant = answers(house.joins().id(), Purpose.TRAIN_ROBOT_POLICY, true);

        String record = records(grant).getFirst();

        assertThat(record)
                .contains("\"dct:conformsTo\":\"https://w3id.org/dpv/schema/dpv-27560#record\"")
                .contains("\"dct:identifier\":\"%s\"".formatted(grant.id().value()))
                .contains("sha256:" + grant.notice().hex())
                .contains("\"dct:language\":\"en\"")
                .contains("ai:ModelTraining", "pd:Picture", "dpv:StorageLocation", "loc:DE", "P5Y")
                .contains(SyntheticHouse.CONTROLLER.name(), SyntheticHouse.CONTROLLER.address())
                .contains("dpv:hasJurisdiction", "dpv:hasRecipient", "dpv:WithdrawConsent", "eu-gdpr:A7-3")
                .contains("\"dpv:isIndicatedAtTime\":\"%s\"".formatted(grant.answeredAt()))
                .contains("dpv:isIndicatedBy", "P12M", "dpv:ExplicitlyExpressedConsent")
                .contains("\"dpv:hasConsentStatus\":\"dpv:ConsentGiven\"");
    }

    @Test
    void a_record_says_of_what_was_shown_what_is_known_of_it() {
        Grant byProgram = answers(house.joins().id(), Purpose.TRAIN_ROBOT_POLICY, true);

        assertThat(records(byProgram).getFirst())
                .contains("whether the notice was shown is not known")
                .doesNotContain("after the whole notice was shown");
        assertThat(whole().get("dpv:hasIndicationMethod"))
                .asString()
                .contains("on the page that shows the whole notice");
    }

    @Test
    void a_record_names_the_rights_that_its_notice_tells_of_and_no_others() {
        assertThat(whole().get("dpv:hasRight"))
                .isEqualTo(Stream.of("A13", "A15", "A16", "A17", "A21", "A7-3", "A77")
                        .map("eu-gdpr:"::concat)
                        .toList());
        Notice shown = house.within(tx -> house.consent().notices().current(tx));
        for (NoticeDuty duty : NoticeDuty.values()) {
            String silent = shown.text().replace(duty.heading("en"), "And besides:");
            assertThat(NoticeDuty.told("en", silent)).isEqualTo(EnumSet.complementOf(EnumSet.of(duty)));
        }
    }

    @Test
    void every_key_of_a_record_and_of_its_statement_is_a_term() {
        assertThat(RecordWriting.PREFIXES).containsEntry("at", "fh:statedAt");
        assertThat(whole().keySet()).allMatch(key -> key.startsWith("@") || key.contains(":"));
    }

    @Test
    void each_answer_has_its_own_state() {
        ContributorId person = house.joins().id();

        Grant refused = answers(person, Purpose.CAPTURE_FOR_PAY, false);
        Grant given = answers(person, Purpose.CAPTURE_FOR_PAY, true);
        Grant renewed = answers(person, Purpose.CAPTURE_FOR_PAY, true);
        house.within(tx -> house.consent().withdraw(tx, person, Purpose.CAPTURE_FOR_PAY));

        assertThat(records(refused))
                .singleElement()
                .asString()
                .contains("dpv:ConsentRefused", "dpv:UntilEventDuration")
                .doesNotContain("P12M");
        assertThat(records(given)).singleElement().asString().contains("dpv:ConsentGiven");
        assertThat(records(renewed)).hasSize(2);
        assertThat(records(renewed).getFirst()).contains("dpv:RenewedConsentGiven");
        assertThat(records(renewed).getLast()).contains("dpv:ConsentWithdrawn");
        assertThat(types(renewed)).containsExactly(FactType.CONSENT_GIVEN, FactType.CONSENT_WITHDRAWN);
    }

    @Test
    void only_the_purpose_that_hands_copies_out_names_recipients() {
        Holder buyer = house.registersBuyer("A Named Buyer");
        ContributorId person = house.joins().id();

        assertThat(records(answers(person, Purpose.SELL_TO_NAMED_BUYERS, true)).getFirst())
                .contains("A Named Buyer", buyer.id().value().toString());
        assertThat(records(answers(person, Purpose.TRAIN_ROBOT_POLICY, true)).getFirst())
                .contains("\"dpv:hasRecipient\":[]")
                .doesNotContain("A Named Buyer");
    }

    @ParameterizedTest
    @MethodSource("mandatory")
    void a_record_without_any_one_mandatory_field_is_refused(String path) {
        Map<String, Object> whole = whole();
        assertThat(new ConsentRecord(whole).fields()).isEqualTo(whole);

        Map<String, Object> lacking = without(whole, List.of(path.split("/", -1)));

        assertThatThrownBy(() -> new ConsentRecord(lacking))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(path);
    }

    static List<String> mandatory() {
        return ConsentRecord.MANDATORY;
    }

    @Test
    void a_consent_without_an_end_is_refused() {
        Map<String, Object> endless = new TreeMap<>(whole());
        endless.put("dpv:hasDuration", Map.of("@type", "dpv:EndlessDuration"));

        assertThatThrownBy(() -> new ConsentRecord(endless)).hasMessageContaining("dpv:EndlessDuration");
    }

    @Test
    void every_term_of_every_purpose_and_state_is_in_the_vocabulary_or_documented_as_our_own() throws Exception {
        Set<String> known = new HashSet<>();
        try (var in = ConsentRecordTest.class.getResourceAsStream("dpv-2.3-terms.txt")) {
            new String(in.readAllBytes(), UTF_8).lines().forEach(known::add);
        }
        Pattern.compile("`(fh:[A-Za-z]+)`")
                .matcher(Files.readString(Path.of("..", "docs", "formats", "consent.md")))
                .results()
                .forEach(own -> known.add(own.group(1)));
        Set<String> used = new TreeSet<>();
        for (Purpose purpose : Purpose.values()) {
            for (Grant.Answer answer : Grant.Answer.values()) {
                terms(record(purpose, answer, Optional.empty()).fields(), used);
                terms(record(purpose, answer, Optional.of(NOW)).fields(), used);
            }
        }

        assertThat(used).hasSizeGreaterThan(80).isSubsetOf(known);
    }

    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

    private static Map<String, Object> whole() {
        return record(Purpose.SELL_TO_NAMED_BUYERS, Grant.Answer.GIVEN, Optional.empty())
                .fields();
    }

    private static ConsentRecord record(Purpose purpose, Grant.Answer answer, Optional<Instant> withdrawn) {
        var person = new ContributorId(new UUID(1, 2));
        var digest = NoticeDigest.of("made up");
        var terms = new NoticeTerms(
                EnumSet.allOf(Purpose.class), Set.of(RecipientClass.NAMED_BUYERS), Set.of("DE"), Period.ofYears(5));
        var buyer = new Notice.Recipient(new HolderId(new UUID(3, 4)), "A Buyer");
        String text = house.within(tx -> house.consent().notices().current(tx)).text();
        var notice = new Notice(digest, "en", 1, text, terms, List.of(buyer), NOW);
        Optional<Instant> end = answer == Grant.Answer.REFUSED ? Optional.empty() : Optional.of(NOW.plusSeconds(60));
        var grant = new Grant(
                new GrantId(new UUID(5, 6)), person, purpose, digest, answer, NOW, end, withdrawn, Optional.empty());
        var signed = new DeviceSignature("a key", "a signature", new Occasion("0".repeat(64)), NOW);
        var passed = new Quiz.Passed(List.of(1, 2, 3, 4, 5), 4, NOW);
        var writing = new RecordWriting(grant, notice, SyntheticHouse.CONTROLLER, Optional.of(passed));
        return withdrawn.isPresent()
                ? writing.takenBack()
                : writing.given(new Manner(Manner.Door.PAGE, List.of("voice=yes"), true, Optional.of(signed)));
    }

    /// The terms of keys and values; what stands behind `@context` and words are none.
    private static void terms(Object node, Set<String> terms) {
        switch (node) {
            case Map<?, ?> map ->
                map.forEach((key, value) -> {
                    if (!key.equals("@context")) {
                        terms(key, terms);
                        terms(value, terms);
                    }
                });
            case List<?> list -> list.forEach(one -> terms(one, terms));
            case String text when text.matches("(?:dpv|pd|ai|loc|eu-gdpr|dct|fh):[A-Za-z0-9-]+") -> terms.add(text);
            case Object word -> {
                // not a term
            }
        }
    }

    private static Map<String, Object> without(Map<?, ?> node, List<String> path) {
        Map<String, Object> copy = new TreeMap<>();
        node.forEach((key, value) -> copy.put((String) key, value));
        if (path.size() == 1) {
            copy.remove(path.getFirst());
        } else {
            copy.computeIfPresent(
                    path.getFirst(), (key, inner) -> without((Map<?, ?>) inner, path.subList(1, path.size())));
        }
        return copy;
    }

    private static Grant answers(ContributorId person, Purpose purpose, boolean yes) {
        NoticeDigest shown =
                house.within(tx -> house.consent().notices().current(tx)).digest();
        var recorded = (AnswerResult.Recorded)
                house.within(tx -> house.consent().answer(tx, person, shown, Map.of(purpose, yes)));
        return recorded.grants().getFirst();
    }

    private static List<String> records(Grant grant) {
        return house.within(tx -> house.provenance().entries(tx, grant.id().value()).stream()
                .map(entry -> house.provenance().open(tx, entry.id()).orElseThrow())
                .toList());
    }

    private static List<FactType> types(Grant grant) {
        return house.within((Tx tx) -> house.provenance().entries(tx, grant.id().value())).stream()
                .map(ProvenanceEntry::type)
                .toList();
    }
}
