package dev.firsthand.app.motion;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--html`: the same findings as a page for people, in one file that needs no network.
final class HtmlOut {
    @Option(
            names = "--html",
            paramLabel = "OUT.html",
            description = "also write a page that shows it: one new file that needs no network")
    private @Nullable Path page;

    /// Whether a page can be written where it is wanted; why not is said. Asked before anything is computed.
    boolean ready(PrintStream screen) {
        boolean there = page != null && Files.exists(page);
        if (there) {
            screen.printf("%s is there already: name another file.%n", page);
        }
        return !there;
    }

    /// Whether it was written, or is not wanted.
    boolean write(PrintStream screen, NewFile.Writing writing) throws IOException {
        return page == null || NewFile.write(page, screen, writing);
    }
}
