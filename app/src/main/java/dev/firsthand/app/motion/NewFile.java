package dev.firsthand.app.motion;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Writes files that were not there before.
final class NewFile {
    private NewFile() {}

    /// Writes what the file holds.
    interface Writing {
        void to(OutputStream file) throws IOException;
    }

    /// Whether it was written; where a file is there already, that is said and it stays as it is.
    static boolean write(Path file, PrintStream screen, Writing writing) throws IOException {
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            writing.to(out);
            return true;
        } catch (FileAlreadyExistsException there) {
            screen.printf("%s is there already: name another file.%n", file);
            return false;
        }
    }
}
