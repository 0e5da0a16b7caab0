package dev.firsthand.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// The crawl believes axe; this asks whether axe would tell.
class AxeTest {
    @AutoClose
    private static final Chromium CHROMIUM = new Chromium();

    @Test
    void a_picture_without_words_and_a_text_too_pale_are_told_and_of_colour_the_text_alone() {
        try (var desk = CHROMIUM.desk()) {
            var page = desk.newPage();
            page.setContent(
                    "<html lang=en><title>x</title><main><h1>x</h1><img src=x><p style='color:#ccc'>Pale words</p></main>");
            var axe = new Axe(page);
            assertThat(axe.findings()).hasSize(2).anyMatch(told -> told.startsWith("axe image-alt"));
            assertThat(axe.findingsOfColour()).singleElement().asString().startsWith("axe color-contrast");
        }
    }
}
