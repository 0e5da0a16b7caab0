package dev.firsthand.app.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.task.Money;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TextsTest {
    /// What pages about consent say, those for people without an account and those on which somebody begins
    /// among them.
    private static final List<String> CONSENT_PREFIXES = List.of(
            "join.",
            "offer.",
            "length.",
            "home.",
            "state.",
            "consent.",
            "purpose.",
            "standing.",
            "quiz.",
            "code.",
            "receipts.",
            "household.",
            "resident.",
            "uses.",
            "withdraw.",
            "withdrawal.",
            "ask.",
            "follow.",
            "doorcode.",
            "declare.",
            "visible.",
            "recording.",
            "times.",
            "outcome.",
            "level.",
            "upload.",
            "imu.");

    private static final Path TEMPLATES = Path.of("src/main/jte");
    private static final Pattern SAID = Pattern.compile("(?:say|pattern)\\(\"([a-z][a-z0-9.-]*[a-z0-9-])\"");

    @Test
    void every_message_that_a_template_says_is_in_the_bundle() throws IOException {
        Set<String> said = new TreeSet<>();
        for (Path file : templates()) {
            said.addAll(SAID.matcher(Files.readString(file))
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toSet()));
        }
        assertThat(said).hasSizeGreaterThan(50);
        assertThat(keys(Locale.ENGLISH)).containsAll(said);
    }

    @Test
    void every_message_is_well_formed_in_every_language_and_every_language_has_all() {
        for (Locale language : Texts.LANGUAGES) {
            assertThat(keys(language)).as(language.toLanguageTag()).isEqualTo(keys(Locale.ENGLISH));
            ResourceBundle bundle = bundle(language);
            for (String key : keys(language)) {
                new MessageFormat(bundle.getString(key), language);
                assertThat(bundle.getString(key)).as(key).doesNotContain("'");
            }
        }
    }

    @Test
    void every_language_of_the_pages_about_consent_says_the_same_words_and_each_is_marked_as_a_draft()
            throws IOException {
        Set<String> english = keys(Locale.ENGLISH);
        Set<String> spoken = own("es");
        assertThat(english).containsAll(spoken);
        for (String prefix : CONSENT_PREFIXES) {
            assertThat(spoken)
                    .containsAll(english.stream()
                            .filter(key -> key.startsWith(prefix) && !key.equals("receipts.said"))
                            .toList());
        }
        for (Locale language : Texts.CONSENT_LANGUAGES.subList(1, Texts.CONSENT_LANGUAGES.size())) {
            ResourceBundle bundle = bundle(language);
            assertThat(own(language.getLanguage()))
                    .as(language.getLanguage())
                    .isEqualTo(spoken)
                    .contains("consent.draft");
            for (String key : spoken) {
                new MessageFormat(bundle.getString(key), language);
                assertThat(bundle.getString(key)).as(key).isNotBlank().doesNotContain("'");
            }
        }
    }

    private static Set<String> own(String language) throws IOException {
        var properties = new Properties();
        try (var in = Files.newBufferedReader(
                Path.of("src/main/resources/dev/firsthand/app/page/texts_%s.properties".formatted(language)))) {
            properties.load(in);
        }
        return new TreeSet<>(properties.stringPropertyNames());
    }

    @Test
    void numbers_have_their_plural_and_an_unknown_language_is_answered_in_english() {
        Texts texts = Texts.in("xx-YY,de;q=0.8");
        assertThat(texts.language()).isEqualTo("en");
        assertThat(texts.say("waiting.LOOK", 1)).isEqualTo("One recording waits for a reviewer\u2019s look");
        assertThat(texts.say("waiting.LOOK", 49)).isEqualTo("49 recordings wait for a reviewer\u2019s look");
        assertThat(texts.say("waiting.LOOK", 12_345)).startsWith("12,345 recordings wait");
        assertThat(texts.say("queue.waiting", 1)).isEqualTo("This is the last one that waits.");
        assertThat(texts.say("queue.waiting", 1_000))
                .as("the queue is counted so far")
                .isEqualTo("1,000 or more wait.");
        assertThat(texts.say("bytes", 1_234.5)).isEqualTo("1,234.5 MB");
        assertThat(Texts.in(";;;").language()).isEqualTo("en");
    }

    @Test
    void templates_say_every_word_through_the_bundle() throws IOException {
        for (Path template : templates()) {
            String text = Files.readString(template)
                    .replaceAll("(?m)^\\s*(?:@import|@param|!\\{).*$", "")
                    .replaceAll("(?s)<(\\w+)[^>]*translate=\"no\"[^>]*>.*?</\\1>", "");
            String bare = withoutCode(text);
            assertThat(bare.replaceAll("(?s)<[^>]*>", "").replace("Firsthand", ""))
                    .as(template.toString())
                    .doesNotContainPattern("[A-Za-z]");
            assertThat(bare)
                    .as(template.toString())
                    .doesNotContainPattern("(?:aria-label|alt|title|placeholder)=\"[^\"]*[A-Za-z]");
        }
    }

    /// A template without its expressions, conditions and calls.
    private static String withoutCode(String template) {
        String text = template.replaceAll("@(?:else|endif|endfor)\\b", "")
                .replace("@`", "")
                .replace("`)", "");
        Pattern start = Pattern.compile("\\$\\{|@(?:if|elseif|for|template[.a-z]*)\\(");
        var left = new StringBuilder();
        int at = 0;
        var found = start.matcher(text);
        while (found.find(at)) {
            left.append(text, at, found.start());
            boolean layout = found.group().startsWith("@template.page.layout");
            at = layout ? text.indexOf("content = ", found.end()) + "content = ".length() : closing(text, found.end());
        }
        return left.append(text.substring(at)).toString();
    }

    private static int closing(String text, int from) {
        int depth = 1;
        int at = from;
        for (; depth > 0; at++) {
            depth += switch (text.charAt(at)) {
                case '(', '{' -> 1;
                case ')', '}' -> -1;
                default -> 0;
            };
        }
        return at;
    }

    /// Codes of doors that only programs and operators knock at.
    private static final Set<String> FOR_PROGRAMS =
            Set.of("body-malformed", "body-too-long", "range-outside", "controller-not-named");

    @Test
    void every_refusal_that_contributors_can_meet_has_words_of_their_language() throws IOException {
        Pattern refusal = Pattern.compile(
                "(?:[Rr]efused|[Rr]efusal|badRequest|conflict|gone)\\(\\s*" + "(?:\\d+,\\s*)?\"([a-z]+(?:-[a-z]+)+)\"");
        Set<String> codes = new TreeSet<>();
        for (String room : List.of(
                "../engine/src/main/java/dev/firsthand/engine/contributor",
                "../engine/src/main/java/dev/firsthand/engine/consent",
                "../engine/src/main/java/dev/firsthand/engine/capture",
                "../engine/src/main/java/dev/firsthand/engine/labelling",
                "../recording/src/main/java/dev/firsthand/recording/video",
                "src/main/java/dev/firsthand/app/view",
                "src/main/java/dev/firsthand/app/me")) {
            try (var files = Files.walk(Path.of(room))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    refusal.matcher(Files.readString(file)).results().forEach(found -> codes.add(found.group(1)));
                }
            }
        }
        codes.removeAll(FOR_PROGRAMS);
        assertThat(codes).hasSizeGreaterThan(50).contains("consent-missing", "video-empty", "role-taken");
        assertThat(keys(Locale.ENGLISH))
                .containsAll(codes.stream().map("refusal."::concat).toList());
    }

    @Test
    void made_up_languages_change_the_words_and_leave_the_places() {
        Texts longer = Texts.in("en-XA");
        assertThat(longer.language()).isEqualTo("en-XA");
        assertThat(longer.say("yes")).isNotEqualTo("Yes").hasSizeGreaterThan(3);
        assertThat(longer.pattern("upload.sending")).contains("{0}", "{1}");
        assertThat(longer.say("waiting.LOOK", 3)).contains("3").doesNotContain("recordings");
        assertThat(longer.say("bytes", 1.5)).startsWith("1.5 ");
        Texts mirrored = Texts.in("ar-XB,ar;q=0.8");
        assertThat(mirrored.direction()).isEqualTo("rtl");
        assertThat(mirrored.say("yes")).isEqualTo("\u202eYes\u202c");
        for (String key : keys(Locale.ENGLISH)) {
            new MessageFormat(longer.pattern(key), Locale.ENGLISH);
            new MessageFormat(mirrored.pattern(key), Locale.ENGLISH);
        }
    }

    @Test
    void money_and_lengths_are_written_as_readers_write_them() {
        Texts texts = Texts.in("en");
        assertThat(texts.money(new Money(1_250, Currency.getInstance("JPY")))).isEqualTo("\u00a51,250");
        assertThat(texts.money(new Money(25, Currency.getInstance("CHF")))).isEqualTo("CHF\u00a00.25");
        assertThat(texts.money(new Money(1_005, Currency.getInstance("KWD")))).isEqualTo("KWD\u00a01.005");
        assertThat(texts.length(Duration.ofSeconds(1))).isEqualTo("1 second");
        assertThat(texts.length(Duration.ofSeconds(119))).isEqualTo("119 seconds");
        assertThat(texts.length(Duration.ofMinutes(5))).isEqualTo("5 minutes");
        assertThat(texts.length(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
        assertThat(Texts.clock(155_000_000_000L)).isEqualTo("2:35");
    }

    private static List<Path> templates() throws IOException {
        try (var files = Files.walk(TEMPLATES)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static ResourceBundle bundle(Locale language) {
        return ResourceBundle.getBundle("dev.firsthand.app.page.texts", language);
    }

    private static Set<String> keys(Locale language) {
        return new TreeSet<>(bundle(language).keySet());
    }
}
