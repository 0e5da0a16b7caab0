package dev.firsthand.evidence.command;

import java.io.PrintStream;

/// What somebody typed to call a command, such as `firsthand verify`, and where it answers.
public record Caller(String words, PrintStream out, PrintStream err) {
    private static final String DISTRIBUTION = "firsthand ";

    /// Puts the words into the help of a command: `{words}` in a form, `{typed}` in an example.
    public String help(String text) {
        String typed = words.startsWith(DISTRIBUTION) ? "./" + words : words;
        return text.replace("{words}", words).replace("{typed}", typed);
    }

    /// Says what is wrong with the call; the exit code of that.
    public int refuse(String why) {
        err.println(Printable.of("%s: %s".formatted(words, why)));
        return 2;
    }
}
