package dev.firsthand.recording.video;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/// Unpacks the programs from their jar into a folder named by what is in it, once. Nothing is loaded into this process:
/// that is why we do not use the jar's own loader.
final class BundledPrograms {
    private static final String LAUNCHER = """
            #!/bin/sh
            # The libraries lie beside the program. Lazy binding: hollow device libraries have no symbols.
            here=${0%/*}
            unset LD_BIND_NOW LD_PRELOAD
            LIBRARY_PATH="$here/lib" exec "$here/lib/PROGRAM" "$@"
            """;

    private BundledPrograms() {}

    /// The folder that holds `ffmpeg` and `ffprobe`, below `cache`.
    static Path unpack(Path cache) throws IOException {
        String resources = "org/bytedeco/ffmpeg/" + platform() + "/";
        URL program = BundledPrograms.class.getClassLoader().getResource(resources + "ffmpeg");
        if (program == null || !(program.openConnection() instanceof JarURLConnection connection)) {
            throw new IOException(
                    "the FFmpeg programs for %s are not on the class path: add org.bytedeco:ffmpeg with that classifier"
                            .formatted(platform()));
        }
        connection.setUseCaches(false);
        try (JarFile jar = connection.getJarFile()) {
            List<JarEntry> entries = entries(jar, resources);
            Path folder = cache.resolve("ffmpeg-" + digest(entries));
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(cache);
                publish(unpacked(jar, entries, cache), folder);
            }
            return folder;
        }
    }

    private static List<JarEntry> entries(JarFile jar, String resources) {
        return jar.stream()
                .filter(entry -> entry.getName().startsWith(resources) && !entry.isDirectory())
                .filter(entry -> wanted(fileName(entry)))
                .sorted(Comparator.comparing(JarEntry::getName))
                .toList();
    }

    /// The two programs and FFmpeg's libraries, without the ones that join them to Java.
    private static boolean wanted(String name) {
        return name.equals("ffmpeg")
                || name.equals("ffprobe")
                || (name.startsWith("lib") && !name.startsWith("libjni"));
    }

    private static String fileName(JarEntry entry) {
        return entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
    }

    private static Path unpacked(JarFile jar, List<JarEntry> entries, Path cache) throws IOException {
        var privately = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Path folder = Files.createTempDirectory(cache, "unpacking-", privately);
        Path library = Files.createDirectory(folder.resolve("lib"), privately);
        for (JarEntry entry : entries) {
            Path file = library.resolve(fileName(entry));
            try (InputStream bytes = jar.getInputStream(entry)) {
                Files.copy(bytes, file);
            }
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r-x------"));
        }
        String path = platform().startsWith("macosx") ? "DYLD_LIBRARY_PATH" : "LD_LIBRARY_PATH";
        for (String program : List.of("ffmpeg", "ffprobe")) {
            Path script = Files.writeString(
                    folder.resolve(program),
                    LAUNCHER.replace("LIBRARY_PATH", path).replace("PROGRAM", program));
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("r-x------"));
        }
        return folder;
    }

    /// Renames the finished folder into place; where another process was first, its folder is as good.
    private static void publish(Path unpacked, Path folder) throws IOException {
        try {
            Files.move(unpacked, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException other) {
            delete(unpacked);
            if (!Files.isDirectory(folder)) {
                throw other;
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    new ArrayList<>(files.sorted(Comparator.reverseOrder()).toList())) {
                Files.delete(file);
            }
        }
    }

    private static String digest(List<JarEntry> entries) {
        var text = new StringBuilder();
        for (JarEntry entry : entries) {
            text.append("%s %d %d%n".formatted(fileName(entry), entry.getSize(), entry.getCrc()));
        }
        return shortDigest(text.toString());
    }

    /// The first 16 hex digits of a text's SHA-256: enough to tell builds apart.
    static String shortDigest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "macosx" : "linux";
        String machine = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64";
        return system + "-" + machine;
    }
}
