package dev.firsthand.e2e;

import com.microsoft.playwright.Page;

/// Somebody who has no mouse: goes from control to control with Tab and presses what a keyboard has.
final class Keyboard {
    private static final int TABS_MAX = 80;
    private static final String FOCUSED = "selector => document.activeElement.matches(selector)";
    private static final String SHOWN = """
            () => {
              const style = getComputedStyle(document.activeElement);
              return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
            }
            """;

    private final Page page;

    Keyboard(Page page) {
        this.page = page;
    }

    /// Where the focus is must be seen at every stop on the way.
    Keyboard tabsTo(String selector) {
        for (int tab = 0; tab < TABS_MAX; tab++) {
            page.keyboard().press("Tab");
            if (Boolean.FALSE.equals(page.evaluate(SHOWN))) {
                throw new AssertionError("the focus cannot be seen on the way to %s, at %s"
                        .formatted(selector, page.evaluate("() => document.activeElement.outerHTML")));
            }
            if (Boolean.TRUE.equals(page.evaluate(FOCUSED, selector))) {
                return this;
            }
        }
        throw new AssertionError("Tab never comes to %s on %s".formatted(selector, page.url()));
    }

    Keyboard presses(String key) {
        page.keyboard().press(key);
        return this;
    }

    Keyboard types(String text) {
        page.keyboard().type(text);
        return this;
    }
}
