package dev.firsthand.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The machine's Chromium, without a window. Each person has a context of their own, as if on a device of their own.
final class Chromium implements AutoCloseable {
    static final int PHONE_WIDTH = 360;
    static final int DESK_WIDTH = 1280;

    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser browser = playwright
            .chromium()
            .launch(new LaunchOptions()
                    .setExecutablePath(program())
                    .setArgs(List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--enable-unsafe-swiftshader", // draws in three dimensions without a graphics card
                            "--disable-dev-shm-usage")));

    /// Where the program is; `e2e/run` looks for it and says so where there is none.
    private static Path program() {
        Path program = Path.of(System.getProperty("chromium", "/usr/bin/chromium"));
        if (!Files.isExecutable(program)) {
            throw new IllegalStateException(
                    "There is no Chromium at %s: install it (Debian: chromium) or name it with CHROMIUM=..."
                            .formatted(program));
        }
        return program;
    }

    BrowserContext phone() {
        return browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(PHONE_WIDTH, 740)
                .setHasTouch(true)
                .setIsMobile(true)
                .setLocale("en"));
    }

    BrowserContext desk() {
        return browser.newContext(
                new Browser.NewContextOptions().setViewportSize(DESK_WIDTH, 800).setLocale("en"));
    }

    /// What all processes of the browser hold in memory, with their shares of what they share.
    long memoryBytes() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().command().orElse("").contains("chrom"))
                .mapToLong(Chromium::memoryBytes)
                .sum();
    }

    private static long memoryBytes(ProcessHandle process) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "smaps_rollup"))) {
            String kibibytes = lines.filter(line -> line.startsWith("Pss:"))
                    .findFirst()
                    .orElseThrow()
                    .replaceAll("\\D", "");
            return Long.parseLong(kibibytes) << 10;
        } catch (IOException | UncheckedIOException ended) {
            return 0;
        }
    }

    @Override
    public void close() {
        playwright.close();
    }
}
