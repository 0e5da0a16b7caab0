package dev.firsthand.engine.consent;

import static dev.firsthand.engine.consent.Purpose.ACADEMIC_RELEASE;
import static dev.firsthand.engine.consent.Purpose.CAPTURE_FOR_PAY;
import static dev.firsthand.engine.consent.Purpose.QUALITY_AND_LABELLING;
import static dev.firsthand.engine.consent.Purpose.SELL_TO_NAMED_BUYERS;
import static dev.firsthand.engine.consent.Purpose.TRAIN_ROBOT_POLICY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.consent.NoticeTexts.TextResult;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.ProvenanceEntry;
import dev.firsthand.engine.store.TestDatabase;
import dev.firsthand.engine.store.Tx;
import java.nio.file.Path;
import java.time.Period;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class NoticeTextsTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path work;

    private static SyntheticHouse house;
    private static NoticeForm shipped;
    private static NoticeForm translated;

    private ContributorId person;

    @BeforeAll
    static void build() {
        house = SyntheticHouse.seeded(11, DATABASE.database(), work);
        shipped = house.within(tx -> texts().newestForm(tx, "en"));
        translated = house.within(tx -> texts().newestForm(tx, "es"));
    }

    /// Each test begins with the shipped text and somebody who said yes to it.
    @BeforeEach
    void ask() {
        publishes(shipped);
        person = house.joins().id();
        house.answers(person, true);
    }

    @Test
    void a_paragraph_that_reads_otherwise_is_asked_again_for_its_purpose_alone() {
        NoticeForm weapons =
                english(Set.of(), Map.of(TRAIN_ROBOT_POLICY, "Training weapons, published on the internet for ever."));
        NoticeImpact impact = impact(weapons);
        assertThat(impact.changes()).isEqualTo(Map.of(TRAIN_ROBOT_POLICY, Set.of(NoticeTerms.Change.WORDS_CHANGED)));
        assertThat(impact.people()).isPositive();
        assertThat(impact.parts())
                .containsExactly(new NoticeImpact.Part(
                        "train_robot_policy",
                        shipped.parts().getOrDefault("train_robot_policy", ""),
                        "Training weapons, published on the internet for ever."));

        publishes(weapons);

        assertThat(refusal(TRAIN_ROBOT_POLICY)).isEqualTo("consent-outdated");
        house.permit(person, CAPTURE_FOR_PAY);
        house.answers(person, true);
        house.permit(person, TRAIN_ROBOT_POLICY);
    }

    @Test
    void what_stands_around_the_paragraphs_concerns_every_purpose() {
        publishes(english(after -> after + "\n\nWe may show it at fairs."));

        for (Purpose purpose : current("en").purposes()) {
            assertThat(refusal(purpose)).isEqualTo("consent-outdated");
        }
    }

    @Test
    void who_says_that_words_say_the_same_does_so_by_name_and_for_good() {
        NoticeForm words = english(after -> after + "\n\nThank you for reading.");
        NoticeImpact impact = impact(words);
        assertThat(impact.anyway()).as("nothing more is asked for").isZero();
        OtherWords same = same(impact);
        NoticeText text = writes(words);

        assertThat(house.within((Tx tx) -> notices().publish(tx, text.id(), same)))
                .isInstanceOfSatisfying(
                        TextResult.Done.class,
                        done -> assertThat(done.text().otherWords()).contains(same));

        assertThat(current("en").text()).contains("Thank you for reading.");
        house.permit(person, TRAIN_ROBOT_POLICY);
        publishes(english(Set.of(), after -> after + "\n\nThank you for reading.", Map.of(CAPTURE_FOR_PAY, "Films.")));
        house.permit(person, TRAIN_ROBOT_POLICY); // it still reads as what somebody said is the same
        assertThat(refusal(CAPTURE_FOR_PAY)).isEqualTo("consent-outdated");
        ProvenanceEntry entry = house.within((Tx tx) -> house.provenance().entries(tx, text.id()))
                .getFirst();
        assertThat(house.within(tx -> house.provenance().open(tx, entry.id())).orElseThrow())
                .contains(
                        same.than().hex(),
                        NoticeDigest.of(words.body()).hex(),
                        same.reason(),
                        same.by().value().toString());
    }

    @Test
    void no_reason_waives_what_is_asked_for_besides() {
        NoticeForm abroad = english(Set.of("KE"), after -> after + "\n\nThank you.", Map.of());
        NoticeImpact impact = impact(abroad);
        assertThat(impact.anyway()).isEqualTo(impact.people()).isPositive();
        NoticeText text = writes(abroad);

        house.within(tx -> notices().publish(tx, text.id(), same(impact)));

        assertThat(refusal(TRAIN_ROBOT_POLICY)).isEqualTo("consent-outdated");
        assertThatThrownBy(() ->
                        new OtherWords(same(impact).than(), house.operator().id(), "  it is so "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 10 characters, this has 8");
    }

    @Test
    void words_are_compared_with_the_text_that_is_shown_and_with_no_other() {
        NoticeForm words = english(after -> after + "\n\nThank you.");
        OtherWords early = same(impact(words));
        publishes(english(after -> after + "\n\nGood-bye."));
        NoticeText text = writes(words);

        assertThat(code(house.within(tx -> notices().publish(tx, text.id(), early))))
                .isEqualTo("notice-changed-since");
    }

    @Test
    void a_translation_in_other_words_asks_its_own_readers_again_and_no_others() {
        signsAndPublishes(translated);
        ContributorId reader = house.joins().id();
        answers(reader, current("es").digest());

        signsAndPublishes(new NoticeForm(
                "es",
                translated.before(),
                translated.purposes(),
                translated.after() + "\n\nY algo más.",
                translated.recipients(),
                translated.countries()));

        assertThat(refusal(reader, CAPTURE_FOR_PAY)).isEqualTo("consent-outdated");
        house.permit(person, CAPTURE_FOR_PAY);
    }

    @Test
    void a_translation_of_words_that_changed_is_shown_no_more_until_somebody_signs_it_for_the_new_ones() {
        signsAndPublishes(translated);
        NoticeText early = writes(translated);
        house.within(tx -> texts().sign(tx, early.id(), house.operator().id()));

        publishes(english(after -> after + "\n\nAnd more."));

        assertThat(current("es").language()).isEqualTo("en");
        assertThat(code(house.within(tx -> notices().publish(tx, early.id())))).isEqualTo("notice-behind");
        signsAndPublishes(translated);
        assertThat(current("es").language()).isEqualTo("es");
        ContributorId reader = house.joins().id();
        answers(reader, current("es").digest());
        house.registersBuyer("Other Robots Ltd");
        current("es");
        house.permit(reader, CAPTURE_FOR_PAY); // a buyer more is a new version, and no other words
    }

    @Test
    void a_country_that_is_added_makes_every_earlier_yes_too_small_until_it_is_given_anew() {
        NoticeForm abroad = english(Set.of("KE"), Map.of());
        assertThat(impact(abroad).changes())
                .containsOnlyKeys(current("en").purposes())
                .containsEntry(CAPTURE_FOR_PAY, Set.of(NoticeTerms.Change.COUNTRY_ADDED));
        int people = impact(abroad).people();
        house.answers(house.joins().id(), true);
        assertThat(impact(abroad).people()).as("one more who said yes").isEqualTo(people + 1);

        publishes(abroad);
        current("en");

        assertThat(refusal(TRAIN_ROBOT_POLICY)).isEqualTo("consent-outdated");
        house.answers(person, true);
        house.permit(person, TRAIN_ROBOT_POLICY);
    }

    @Test
    void a_purpose_that_is_added_leaves_the_other_answers_alone_and_has_none_of_its_own() {
        NoticeForm research = english(Set.of(), Map.of(ACADEMIC_RELEASE, "Research. Universities get copies."));
        assertThat(impact(research).changes())
                .containsExactly(Map.entry(ACADEMIC_RELEASE, Set.of(NoticeTerms.Change.PURPOSE_ADDED)));
        assertThat(impact(research).people()).isPositive();
        assertThat(notAsked()).isEqualTo("purpose-not-asked");

        publishes(research);

        assertThat(current("en").purposes()).contains(ACADEMIC_RELEASE);
        assertThat(current("en").parts().about(ACADEMIC_RELEASE)).startsWith("5. Research. ");
        house.permit(person, TRAIN_ROBOT_POLICY);
        assertThat(refusal(ACADEMIC_RELEASE)).isEqualTo("consent-missing");
    }

    @Test
    void a_change_matters_to_the_purposes_that_it_reaches() {
        var all = EnumSet.of(CAPTURE_FOR_PAY, SELL_TO_NAMED_BUYERS, ACADEMIC_RELEASE);
        var none = new NoticeTerms(all, Set.of(), Set.of("DE"), Period.ofYears(1));

        assertThat(none.outgrownBy(with(none, Set.of(RecipientClass.NAMED_BUYERS))))
                .containsOnlyKeys(SELL_TO_NAMED_BUYERS);
        assertThat(none.outgrownBy(with(none, Set.of(RecipientClass.RESEARCHERS))))
                .containsOnlyKeys(ACADEMIC_RELEASE);
        assertThat(none.outgrownBy(with(none, Set.of(RecipientClass.PROCESSORS))))
                .containsOnlyKeys(all.toArray(Purpose[]::new));
        assertThat(with(none, Set.of(RecipientClass.PROCESSORS)).outgrownBy(none))
                .isEmpty();
        assertThat(none.outgrownBy(lasting(none, Period.ofMonths(13)))).containsOnlyKeys(all.toArray(Purpose[]::new));
        assertThat(none.outgrownBy(lasting(none, Period.ofMonths(12)))).isEmpty();
        assertThat(none.outgrownBy(lasting(none, Period.ofMonths(11)))).isEmpty();
    }

    @Test
    void a_translation_is_shown_once_somebody_who_speaks_it_signed_it() {
        NoticeText spanish = writes(translated);
        assertThat(spanish.isDraft()).isTrue();
        assertThat(code(house.within(tx -> notices().publish(tx, spanish.id()))))
                .isEqualTo("notice-unsigned");
        assertThat(house.within((Tx tx) -> texts().shown(tx, "es")).map(NoticeText::id))
                .as("a draft is shown to nobody")
                .isNotEqualTo(Optional.of(spanish.id()));

        house.within(tx -> texts().sign(tx, spanish.id(), house.operator().id()));
        house.within(tx -> notices().publish(tx, spanish.id()));

        assertThat(current("es").language()).isEqualTo("es");
        assertThat(current("es").text()).contains("5 años", "- ninguno").doesNotContain("{");
        NoticeDigest shown = current("es").digest();
        assertThat(house.within((Tx tx) -> house.consent().answer(tx, person, shown, Map.of(CAPTURE_FOR_PAY, true))))
                .isInstanceOf(AnswerResult.Recorded.class);
        assertThat(house.within((Tx tx) -> house.provenance().entries(tx, spanish.id())))
                .extracting(ProvenanceEntry::type)
                .containsExactly(FactType.NOTICE_PUBLISHED);
    }

    @Test
    void a_translation_that_asks_for_something_else_than_the_english_text_is_not_shown() {
        NoticeText spanish = writes(translated);
        house.within(tx -> texts().sign(tx, spanish.id(), house.operator().id()));
        house.within(tx -> notices().publish(tx, spanish.id()));

        publishes(english(Set.of("KE"), Map.of()));

        assertThat(current("es").language()).isEqualTo("en");
        NoticeText behind = writes(spanish.form());
        house.within(tx -> texts().sign(tx, behind.id(), house.operator().id()));
        assertThat(code(house.within(tx -> notices().publish(tx, behind.id())))).isEqualTo("notice-behind");
    }

    @Test
    void what_was_published_stays_as_it_is() {
        NoticeText text = publishes(english(after -> after + " So it is."));

        assertThat(code(house.within(tx -> notices().publish(tx, text.id())))).isEqualTo("notice-published");
        assertThat(code(house.within(tx -> texts().addSound(tx, text.id(), "audio/mpeg", new byte[] {1}))))
                .isEqualTo("notice-published");
    }

    @Test
    void sound_is_kept_as_it_was_sent_and_anything_else_is_refused() {
        NoticeText text = writes(english(after -> after + " Listen."));
        byte[] sound = {1, 2, 3};

        assertThat(code(house.within(tx -> texts().addSound(tx, text.id(), "text/html", sound))))
                .isEqualTo("sound-unreadable");
        house.within(tx -> texts().addSound(tx, text.id(), "audio/mpeg", sound));

        String digest = house.within(tx -> texts().find(tx, text.id()))
                .flatMap(NoticeText::audio)
                .orElseThrow();
        assertThat(house.within((Tx tx) -> texts().sound(tx, digest))
                        .orElseThrow()
                        .bytes())
                .isEqualTo(sound);
    }

    @Test
    void a_text_that_lacks_what_every_notice_says_is_refused() {
        assertFault(
                () -> part(shipped, shipped.before().replace("{retention}", "long"), shipped.purposes()),
                "{retention}");
        assertFault(() -> part(shipped, shipped.before() + " {nobody}", shipped.purposes()), "{nobody}");
        assertFault(
                () -> part(shipped, shipped.before() + "\n\n7. A bundle.", shipped.purposes()), "begins with a number");
        var silent = new EnumMap<>(shipped.purposes());
        silent.remove(QUALITY_AND_LABELLING);
        assertFault(() -> part(shipped, shipped.before(), silent), "both are asked for");
        var sold = new EnumMap<>(shipped.purposes());
        sold.put(SELL_TO_NAMED_BUYERS, "Giving it to anybody.");
        assertFault(() -> part(shipped, shipped.before(), sold), "{buyers}");
    }

    @Test
    void a_text_that_ends_with_nothing_is_not_taken_and_the_fault_names_its_part() {
        NoticeForm nothing = english(after -> "Nothing.");
        assertThatThrownBy(() -> writes(nothing))
                .isInstanceOfSatisfying(
                        NoticeFault.class, fault -> assertThat(fault.part()).isEqualTo("after"))
                .hasMessageContaining("Who owns what:");
        for (String language : NoticeForm.LANGUAGES) {
            NoticeForm whole = house.within(tx -> texts().newestForm(tx, language));
            for (NoticeDuty duty : NoticeDuty.values()) {
                assertThatThrownBy(() -> writes(silentOn(duty, whole)))
                        .isInstanceOf(NoticeFault.class)
                        .hasMessageContaining(duty.heading(language));
            }
        }
    }

    /// The paragraph says next to nothing under its heading; who is responsible may have a short name, but has to
    /// stand under it.
    private static NoticeForm silentOn(NoticeDuty duty, NoticeForm form) {
        String paragraph = Pattern.quote(duty.heading(form.language())) + "[^\n]*";
        String kept = duty == NoticeDuty.CONTROLLER ? "" : duty.heading(form.language());
        String hollow = Matcher.quoteReplacement(kept + " {countries} {recipients} {retention}");
        return new NoticeForm(
                form.language(),
                form.before().replaceFirst(paragraph, hollow),
                form.purposes(),
                form.after().replaceFirst(paragraph, hollow),
                form.recipients(),
                form.countries());
    }

    @Test
    void an_older_text_does_not_come_after_a_newer_one() {
        NoticeText older = writes(english(after -> after + "\n\nOlder."));
        publishes(english(after -> after + "\n\nNewer."));

        assertThat(code(house.within(tx -> notices().publish(tx, older.id())))).isEqualTo("notice-overtaken");
        assertThat(current("en").text()).contains("Newer.").doesNotContain("Older.");
    }

    private static void assertFault(Runnable making, String words) {
        assertThatThrownBy(making::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);
    }

    private static NoticeForm part(NoticeForm form, String before, Map<Purpose, String> purposes) {
        return new NoticeForm(form.language(), before, purposes, form.after(), form.recipients(), form.countries());
    }

    private static NoticeForm english(UnaryOperator<String> after) {
        return english(Set.of(), after, Map.of());
    }

    private static NoticeForm english(Set<String> countries, Map<Purpose, String> added) {
        return english(countries, UnaryOperator.identity(), added);
    }

    private static NoticeForm english(
            Set<String> countries, UnaryOperator<String> after, Map<Purpose, String> written) {
        var purposes = new EnumMap<>(shipped.purposes());
        purposes.putAll(written);
        return new NoticeForm(
                "en", shipped.before(), purposes, after.apply(shipped.after()), shipped.recipients(), countries);
    }

    private static NoticeTerms with(NoticeTerms terms, Set<RecipientClass> recipients) {
        return new NoticeTerms(terms.purposes(), recipients, terms.countries(), terms.retention());
    }

    private static NoticeTerms lasting(NoticeTerms terms, Period retention) {
        return new NoticeTerms(terms.purposes(), terms.recipients(), terms.countries(), retention);
    }

    private static OtherWords same(NoticeImpact impact) {
        return new OtherWords(impact.than().orElseThrow(), house.operator().id(), "It only says thank you.");
    }

    private static void answers(ContributorId reader, NoticeDigest shown) {
        assertThat(house.within((Tx tx) -> house.consent().answer(tx, reader, shown, Map.of(CAPTURE_FOR_PAY, true))))
                .isInstanceOf(AnswerResult.Recorded.class);
    }

    private static void signsAndPublishes(NoticeForm form) {
        NoticeText text = writes(form);
        house.within(tx -> texts().sign(tx, text.id(), house.operator().id()));
        assertThat(house.within((Tx tx) -> notices().publish(tx, text.id()))).isInstanceOf(TextResult.Done.class);
    }

    private static Notices notices() {
        return house.consent().notices();
    }

    private static NoticeTexts texts() {
        return notices().texts();
    }

    private static NoticeText writes(NoticeForm form) {
        return house.within(tx -> texts().write(tx, house.operator().id(), form));
    }

    private static NoticeText publishes(NoticeForm form) {
        NoticeText text = writes(form);
        return ((TextResult.Done) house.within(tx -> notices().publish(tx, text.id()))).text();
    }

    private static NoticeImpact impact(NoticeForm form) {
        return house.within(tx -> house.consent().notices().impact(tx, form));
    }

    private static Notice current(String language) {
        return house.within(tx -> house.consent().notices().current(tx, language));
    }

    private String notAsked() {
        var result = house.within(
                tx -> house.consent().answer(tx, person, current("en").digest(), Map.of(ACADEMIC_RELEASE, true)));
        return ((AnswerResult.Refused) result).code();
    }

    private String refusal(Purpose purpose) {
        return refusal(person, purpose);
    }

    private static String refusal(ContributorId of, Purpose purpose) {
        return ((PermitResult.Refused) house.within(tx -> house.consent().permit(tx, of, purpose))).code();
    }

    private static String code(TextResult result) {
        return ((TextResult.Refused) result).code();
    }
}
