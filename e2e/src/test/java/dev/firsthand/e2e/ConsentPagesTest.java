package dev.firsthand.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Saying yes and taking it back, counted in taps; in each language; signed by the phone.
class ConsentPagesTest {
    @AutoClose
    private static final House HOUSE = House.open("consent-pages");

    @Test
    void taking_everything_back_takes_no_more_taps_than_saying_yes_and_needs_no_sign_in() throws Exception {
        try (Phone phone = HOUSE.phone();
                Phone stranger = HOUSE.phone()) {
            Page page = phone.joins(HOUSE.operator().invitation()).page();
            int give = 0;
            give += tap(page.locator("a[href='/me/consent']").first());
            for (Locator yes : page.locator("input[type=radio][value=yes]").all()) {
                give += tap(yes);
            }
            give += tap(page.locator("#answers > button"));
            page.waitForURL("**/me/quiz*");
            phone.understands();
            String code = phone.receipt();

            Page other = stranger.page();
            other.navigate(HOUSE.server().address("/receipt"));
            int takeBack = 0;
            takeBack += tap(other.locator("input[name=code]"));
            other.keyboard().type(code);
            takeBack += tap(other.locator("main form button"));
            other.waitForURL("**/receipt/*");
            takeBack += tap(other.locator("input[value=recall]"));
            takeBack += tap(other.locator("form[action$='withdraw?lang=en'] button"));
            other.waitForURL("**/withdrawals/*");
            assertThat(stranger.sees()).contains("Take everything back", "Keep the address of this page.");
            assertThat(takeBack).isLessThanOrEqualTo(give);

            page.reload();
            assertThat(phone.sees()).contains("This browser is not signed in.");
            other.navigate(HOUSE.server().address("/receipt/" + code));
            assertThat(stranger.sees()).contains("No answers stand under this code.");
        }
    }

    @Test
    void on_the_own_page_one_yes_is_taken_back_by_two_taps() throws Exception {
        try (Phone phone = HOUSE.phone()) {
            Page page =
                    phone.joins(HOUSE.operator().invitation()).answersYesToAll().page();

            int taps = tap(page.locator("a[href='/me/consent']").last());
            taps += tap(page.locator("button[value=train_robot_policy]"));
            page.waitForURL("**/me/consent*");

            assertThat(phone.sees()).contains("You took your yes back.");
            assertThat(taps).isEqualTo(2);
        }
    }

    @Test
    void the_phone_signs_with_a_key_that_it_keeps_and_that_nobody_can_take_out() throws Exception {
        try (Phone phone = HOUSE.phone()) {
            Page page =
                    phone.joins(HOUSE.operator().invitation()).answersYesToAll().page();
            String first = records(page);
            page.navigate(HOUSE.server().address("/me/consent"));
            List<Locator> noes = page.locator("input[type=radio][value=no]").all();
            noes.forEach(Locator::check);
            page.locator("#answers > button").click();
            page.waitForURL("**/me");
            String second = records(page);

            assertThat(first).contains("\"fh:isSigned\" : true", "\"fh:taps\" : [ \"capture_for_pay=yes\"");
            String key = first.replaceAll("(?s).*\"fh:publicKey\" : \"([^\"]+)\".*", "$1");
            assertThat(second.split(key.replace("+", "\\+"), -1))
                    .as("the same key twice for each point, and what stands around it")
                    .hasSize(2 * noes.size() + 1);
            assertThat(page.evaluate(EXTRACTS)).isEqualTo("InvalidAccessError");
        }
    }

    private static final String EXTRACTS = """
            () => new Promise(resolve => {
              const open = indexedDB.open('firsthand', 1);
              open.onsuccess = () => {
                const get = open.result.transaction('keys').objectStore('keys').get('consent');
                get.onsuccess = () => crypto.subtle.exportKey('pkcs8', get.result.privateKey)
                  .then(() => resolve('taken'), (fault) => resolve(fault.name));
              };
            })
            """;

    @ParameterizedTest
    @CsvSource({
        "es, Qué pasa con sus grabaciones, Traducción provisional, Cinco preguntas",
        "hi, आपकी रिकॉर्डिंग का क्या होता है, यह अनुवाद कच्चा है, पाँच सवाल",
        "sw, Kinachotokea kwa rekodi zako, Tafsiri ya muda, Maswali matano"
    })
    void the_pages_speak_the_readers_language_and_say_that_they_are_a_draft(
            String language, String title, String draft, String questions) throws Exception {
        try (Phone phone = HOUSE.phone()) {
            Page page = phone.joins(HOUSE.operator().invitation()).page();
            page.navigate(HOUSE.server().address("/me/consent?lang=" + language));
            assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
            assertThat(phone.sees()).contains(title, draft);
            assertThat(page.locator(".notice").first().getAttribute("lang"))
                    .as("a draft is not shown for consent")
                    .isEqualTo("en");

            for (Locator yes : page.locator("input[type=radio][value=yes]").all()) {
                yes.check();
            }
            page.locator("#answers > button").click();
            page.waitForURL("**/me/quiz*");
            page.navigate(HOUSE.server().address("/me/quiz?lang=" + language));
            assertThat(phone.sees()).contains(questions);
            phone.understands();
        }
    }

    private static int tap(Locator what) {
        what.click();
        return 1;
    }

    private static String records(Page page) {
        return page.request().get(HOUSE.server().address("/me/consent.jsonld")).text();
    }
}
