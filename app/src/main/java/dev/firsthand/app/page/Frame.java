package dev.firsthand.app.page;

/// What stands around every page: its words, its title, and the page that the name at the top leads to.
public record Frame(Texts texts, String title, String home) {
    public static Frame contributor(Texts texts, String title) {
        return new Frame(texts, title, "/me");
    }

    public static Frame desk(Texts texts, String title) {
        return new Frame(texts, title, "/desk");
    }

    /// The address of a file that all pages share; it changes with the file, so that browsers may keep it for ever.
    public String asset(String name) {
        return Assets.address(name);
    }

    public String say(String key, Object... values) {
        return texts.say(key, values);
    }
}
