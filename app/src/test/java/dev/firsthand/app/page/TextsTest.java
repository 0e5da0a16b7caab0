package dev.firsthand.app.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TextsTest {
    private static final Path TEMPLATES = Path.of("src/main/jte");
    private static final Pattern SAID = Pattern.compile("(?:say|pattern)\\(\"([a-z][a-z0-9.-]*[a-z0-9-])\"");

    @Test
    void every_message_that_a_template_says_is_in_the_bundle() throws IOException {
        Set<String> said = new TreeSet<>();
        try (var files = Files.walk(TEMPLATES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                said.addAll(SAID.matcher(Files.readString(file))
                        .results()
                        .map(found -> found.group(1))
                        .collect(Collectors.toSet()));
            }
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
    void numbers_have_their_plural_and_an_unknown_language_is_answered_in_english() {
        Texts texts = Texts.in("xx-YY,de;q=0.8");
        assertThat(texts.language()).isEqualTo("en");
        assertThat(texts.say("front.waits", 0)).isEqualTo("No recording waits for a look");
        assertThat(texts.say("front.waits", 1)).isEqualTo("One recording waits for a look");
        assertThat(texts.say("front.waits", 49)).isEqualTo("49 recordings wait for a look");
        assertThat(texts.say("front.waits", 50))
                .as("the queue is read one page far")
                .isEqualTo("50 recordings or more wait for a look");
        assertThat(texts.say("bytes", 1_234.5)).isEqualTo("1,234.5 MB");
        assertThat(Texts.in(";;;").language()).isEqualTo("en");
    }

    private static ResourceBundle bundle(Locale language) {
        return ResourceBundle.getBundle("dev.firsthand.app.page.texts", language);
    }

    private static Set<String> keys(Locale language) {
        return new TreeSet<>(bundle(language).keySet());
    }
}
