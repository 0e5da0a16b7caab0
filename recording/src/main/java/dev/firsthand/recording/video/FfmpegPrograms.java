package dev.firsthand.recording.video;

import dev.firsthand.recording.child.ChildCommand;
import dev.firsthand.recording.child.ChildLimits;
import dev.firsthand.recording.child.ChildOutcome;
import dev.firsthand.recording.child.ChildRunner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The FFmpeg programs, ready to be started as children, and the name of their build.
///
/// `build` tells apart every two builds that may encode differently: the version, and a digest of the configuration
/// line and of the unpacked libraries.
public record FfmpegPrograms(Path ffmpeg, Path ffprobe, String build) {
    /// Names the folder that the bundled programs are unpacked below.
    public static final String CACHE_PROPERTY = "dev.firsthand.programs";

    private static final ChildLimits ASKING =
            new ChildLimits(Duration.ofSeconds(30), Duration.ofSeconds(20), 512L << 20, 1 << 20);
    private static final Pattern MISSING_LIBRARY =
            Pattern.compile("error while loading shared libraries: (\\S+): cannot open shared object file");
    private static final Pattern VERSION = Pattern.compile("ffmpeg version (\\S+)");
    private static final Pattern CONFIGURATION = Pattern.compile("configuration: (.*)");
    private static final int HOLLOW_MAX = 8;

    private static final class Unpacked {
        static final FfmpegPrograms PROGRAMS = inCache(cache());

        private static Path cache() {
            String named = System.getProperty(CACHE_PROPERTY);
            if (named != null) {
                return Path.of(named);
            }
            String caches = System.getenv("XDG_CACHE_HOME");
            Path user = caches == null || caches.isBlank()
                    ? Path.of(System.getProperty("user.home"), ".cache")
                    : Path.of(caches);
            return user.resolve("firsthand").resolve("programs");
        }

        /// A user without a home has no cache: then the programs live as long as this JVM.
        private static Path usable(Path cache) throws IOException {
            try {
                return Files.createDirectories(cache);
            } catch (FileSystemException notOurs) {
                Path passing = Files.createTempDirectory("firsthand-programs-");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(passing), "programs-remover"));
                return passing;
            }
        }

        private static void remove(Path folder) {
            try (var files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException left) {
                // The machine removes what lies in its folder for passing files.
            }
        }

        private static FfmpegPrograms inCache(Path cache) {
            try {
                return unpacked(usable(cache));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while the FFmpeg programs were unpacked", interrupted);
            }
        }
    }

    /// The programs of the class path's jar, unpacked once below the folder that the system property
    /// [#CACHE_PROPERTY] names, by default `firsthand/programs` in `$XDG_CACHE_HOME` or `~/.cache`.
    public static FfmpegPrograms bundled() {
        return Unpacked.PROGRAMS;
    }

    /// The programs of the class path's jar, unpacked below `cache`.
    public static FfmpegPrograms unpacked(Path cache) throws IOException, InterruptedException {
        Path folder = BundledPrograms.unpack(cache.toAbsolutePath());
        String said = firstWords(folder);
        String version = first(VERSION, said);
        String digest = BundledPrograms.shortDigest(folder.getFileName() + "\n" + first(CONFIGURATION, said));
        return new FfmpegPrograms(folder.resolve("ffmpeg"), folder.resolve("ffprobe"), version + "+" + digest);
    }

    /// What `ffmpeg -version` says, after giving it hollow device libraries where the machine has none.
    private static String firstWords(Path folder) throws IOException, InterruptedException {
        for (int attempt = 0; attempt <= HOLLOW_MAX; attempt++) {
            var said = new ByteArrayOutputStream();
            var command = new ChildCommand(
                    List.of(folder.resolve("ffmpeg").toString(), "-version"), Optional.empty(), folder, ASKING);
            ChildOutcome outcome = new ChildRunner().run(command, (buffer, length) -> said.write(buffer, 0, length));
            if (outcome instanceof ChildOutcome.Finished finished && finished.exitCode() == 0) {
                return said.toString(StandardCharsets.UTF_8);
            }
            Matcher missing = MISSING_LIBRARY.matcher(outcome.errorTail());
            if (!missing.find() || !HollowLibrary.covers(missing.group(1))) {
                throw new IOException("the bundled FFmpeg does not start here: %s"
                        .formatted(outcome.errorTail().strip()));
            }
            HollowLibrary.write(folder.resolve("lib"), missing.group(1));
        }
        throw new IOException("the bundled FFmpeg does not start here: too many libraries are missing");
    }

    private static String first(Pattern pattern, String text) throws IOException {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new IOException("ffmpeg -version says nothing like '%s'".formatted(pattern));
        }
        return found.group(1);
    }
}
