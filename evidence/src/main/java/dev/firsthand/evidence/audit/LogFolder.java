package dev.firsthand.evidence.audit;

import dev.firsthand.evidence.command.WrongUseException;
import dev.firsthand.evidence.log.DirectoryLogFiles;
import dev.firsthand.evidence.log.LogSource;
import dev.firsthand.evidence.note.NoteFormatException;
import dev.firsthand.evidence.note.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where a log lies, and the files that say whom to believe.
record LogFolder(Path folder) {
    static final String POLICY = "policy.txt";
    static final String KEYS = "keys.txt";

    private static final int FILE_BYTES_MAX = 1 << 20;

    /// The folder itself, or the one of a server's data.
    static LogFolder at(Path given) throws WrongUseException {
        for (Path folder : new Path[] {given, given.resolve("log")}) {
            if (Files.isRegularFile(folder.resolve(LogSource.CHECKPOINT))) {
                return new LogFolder(folder);
            }
        }
        throw new WrongUseException(
                "%s holds no log: neither checkpoint nor log/checkpoint is in it. Give the folder of a log, or the data folder of a server"
                        .formatted(given));
    }

    LogSource source() {
        return DirectoryLogFiles.reader(folder);
    }

    /// The file given, else the one in the folder.
    Optional<Policy> policy(Optional<Path> given) throws IOException, WrongUseException {
        Path file = given.orElse(folder.resolve(POLICY));
        if (given.isEmpty() && !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Policy.parse(bytes(file)));
        } catch (NoteFormatException e) {
            throw new WrongUseException("%s cannot be used: %s".formatted(file, e.why()));
        }
    }

    Policy requiredPolicy(Optional<Path> given) throws IOException, WrongUseException {
        return policy(given)
                .orElseThrow(() -> new WrongUseException(
                        "give --policy FILE with a line `log <vkey>`, or put it into the folder as %s: without a key of the log nothing in it is its operator's word"
                                .formatted(POLICY)));
    }

    static byte[] bytes(Path file) throws IOException, WrongUseException {
        if (!Files.isRegularFile(file)) {
            throw new WrongUseException("there is no file %s".formatted(file));
        }
        if (Files.size(file) > FILE_BYTES_MAX) {
            throw new WrongUseException("%s has more than %d bytes".formatted(file, FILE_BYTES_MAX));
        }
        return Files.readAllBytes(file);
    }
}
