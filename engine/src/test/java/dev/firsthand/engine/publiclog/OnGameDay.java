package dev.firsthand.engine.publiclog;

import dev.firsthand.engine.store.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Each test has a [GameDay] of its own.
abstract class OnGameDay {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    Path folder;

    GameDay day;

    @BeforeEach
    void begin() throws IOException {
        day = new GameDay(DATABASE.database(), folder);
    }

    @AfterEach
    void end() throws IOException {
        day.close();
    }
}
