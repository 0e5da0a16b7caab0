package dev.firsthand.app.page;

import java.util.List;
import java.util.UUID;

/// What stands around every page: its words, its title, the page that the name at the top leads to, the ways to the
/// other pages, what the reader is asked to do on whichever page they are, and what a form left for the page.
public record Frame(Texts texts, String title, String home, List<Way> ways, List<Way> asks, Form form) {
    public Frame {
        ways = List.copyOf(ways);
        asks = List.copyOf(asks);
    }

    /// Around a page on which nothing is asked.
    public Frame(Texts texts, String title, String home, List<Way> ways) {
        this(texts, title, home, ways, List.of(), Form.NONE);
    }

    /// One entry of the navigation. `here` says that the page shown is below it.
    public record Way(String path, String text, boolean here) {}

    public static Frame contributor(Texts texts, String title) {
        return new Frame(texts, title, "/me", List.of());
    }

    public static Frame desk(Texts texts, String title, List<Way> ways) {
        return new Frame(texts, title, "/desk", ways);
    }

    /// Before anybody is known at the desk.
    public static Frame deskDoor(Texts texts, String title) {
        return new Frame(texts, title, "/sign-in", List.of());
    }

    Frame asking(Way ask) {
        return new Frame(texts, title, home, ways, List.of(ask), form);
    }

    /// The same around a page to which a form led.
    public Frame after(Form left) {
        return new Frame(texts, title, home, ways, asks, left);
    }

    public static Frame holder(Texts texts, String title) {
        return new Frame(texts, title, "/holder", List.of());
    }

    /// Around a page for somebody without an account.
    public static Frame anybody(Texts texts, String title) {
        return new Frame(texts, title, "/", List.of());
    }

    /// Whether the reader is an operator, who alone has the way to the people of the desk; auditors are shown no
    /// button that would not open.
    public boolean operates() {
        return ways.stream().anyMatch(way -> way.path().equals(DeskWay.MEMBERS.path()));
    }

    /// The address of a file that all pages share; it changes with the file, so that browsers may keep it for ever.
    public String asset(String name) {
        return Assets.address(name);
    }

    /// Names a form of this page, so that it is told from the same form on the next one.
    public String once() {
        return UUID.randomUUID().toString();
    }

    public String say(String key, Object... values) {
        return texts.say(key, values);
    }
}
