package dev.firsthand.app.page;

/// What stands around every page: its words, its title, and whether it looks again by itself.
public record Frame(Texts texts, String title) {
    /// The address of a file that all pages share; it changes with the file, so that browsers may keep it for ever.
    public String asset(String name) {
        return Assets.address(name);
    }

    public String say(String key, Object... values) {
        return texts.say(key, values);
    }
}
