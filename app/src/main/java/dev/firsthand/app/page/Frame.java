package dev.firsthand.app.page;

import java.util.List;

/// What stands around every page: its words, its title, the page that the name at the top leads to, and the ways to
/// the other pages.
public record Frame(Texts texts, String title, String home, List<Way> ways) {
    public Frame {
        ways = List.copyOf(ways);
    }

    /// One entry of the navigation. `here` says that the page shown is below it.
    public record Way(String path, String text, boolean here) {}

    public static Frame contributor(Texts texts, String title) {
        return new Frame(texts, title, "/me", List.of());
    }

    public static Frame desk(Texts texts, String title, List<Way> ways) {
        return new Frame(texts, title, "/desk", ways);
    }

    public static Frame holder(Texts texts, String title) {
        return new Frame(texts, title, "/holder", List.of());
    }

    /// The address of a file that all pages share; it changes with the file, so that browsers may keep it for ever.
    public String asset(String name) {
        return Assets.address(name);
    }

    public String say(String key, Object... values) {
        return texts.say(key, values);
    }
}
