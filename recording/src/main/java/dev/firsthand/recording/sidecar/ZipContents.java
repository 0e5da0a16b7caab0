package dev.firsthand.recording.sidecar;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Finds the files of one recording in a zip that nobody trusts. Nothing is written under a name from the zip.
final class ZipContents {
    private static final int NAME_CHARACTERS = 512;

    private final ZipFile zip;
    private final String folder;

    private ZipContents(ZipFile zip, String folder) {
        this.zip = zip;
        this.folder = folder;
    }

    /// Looks at every name, then at the one folder that holds `marker`.
    static ZipContents of(ZipFile zip, String marker) throws UnreadableSidecar {
        if (zip.size() > SidecarLimits.ZIP_ENTRIES) {
            throw new UnreadableSidecar(
                    "zip-too-many-entries",
                    "The zip holds %d files, at most %d. Upload one recording per zip."
                            .formatted(zip.size(), SidecarLimits.ZIP_ENTRIES));
        }
        Set<String> seen = new HashSet<>();
        Optional<String> folder = Optional.empty();
        int number = 0;
        for (ZipEntry entry : Collections.list(zip.entries())) {
            String name = entry.getName();
            number++;
            checkName(name, number);
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                throw new UnreadableSidecar(
                        "zip-name-twice",
                        "Entry %d of the zip has the name of an earlier one. Zip the folder again.".formatted(number));
            }
            if (isMarker(name, marker)) {
                if (folder.isPresent()) {
                    throw new UnreadableSidecar(
                            "zip-several-recordings",
                            "The zip holds %s more than once. Upload one recording per zip.".formatted(marker));
                }
                folder = Optional.of(name.substring(0, name.length() - marker.length()));
            }
        }
        return new ZipContents(zip, folder.orElseThrow(() -> missing(marker)));
    }

    /// The bytes of one file of the recording; reading ends in a refusal after `bytesMax`.
    InputStream open(String name, long bytesMax) throws IOException {
        ZipEntry entry = zip.getEntry(folder + name);
        if (entry == null || entry.isDirectory()) {
            throw missing(name);
        }
        if (entry.getSize() > bytesMax) {
            throw tooLarge(name, bytesMax);
        }
        return new BoundedInput(zip.getInputStream(entry), name, bytesMax);
    }

    boolean holds(String name) {
        return zip.getEntry(folder + name) != null;
    }

    private static boolean isMarker(String name, String marker) {
        return (name.equals(marker) || name.endsWith("/" + marker)) && !name.startsWith("__MACOSX/");
    }

    private static void checkName(String name, int number) throws UnreadableSidecar {
        boolean outside = name.startsWith("/")
                || name.indexOf('\\') >= 0
                || (name.length() > 1 && name.charAt(1) == ':')
                || ("/" + name + "/").contains("/../");
        boolean unreadable = name.isEmpty()
                || name.length() > NAME_CHARACTERS
                || name.chars().anyMatch(c -> c < ' ');
        if (outside || unreadable) {
            throw new UnreadableSidecar(
                    outside ? "zip-name-outside" : "zip-name-unreadable",
                    "Entry %d of the zip has a name that %s. Zip the folder again with the phone's own files app."
                            .formatted(
                                    number,
                                    outside
                                            ? "leads out of the folder"
                                            : "is empty, too long or holds control characters"));
        }
    }

    private static UnreadableSidecar missing(String name) {
        return new UnreadableSidecar(
                "zip-file-missing", "The zip holds no %s. Zip the whole folder of the recording.".formatted(name));
    }

    static UnreadableSidecar tooLarge(String name, long bytesMax) {
        return new UnreadableSidecar(
                "zip-file-too-large", "The file %s unpacks to more than %d bytes.".formatted(name, bytesMax));
    }
}
