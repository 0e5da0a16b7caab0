package dev.firsthand.app.cli;

import dev.firsthand.app.edge.StandingWish;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// Starts the whole server on a data folder.
@FunctionalInterface
public interface ServerStarter {
    /// Which server: its data folder, where it stands, and its database where that is not in the data folder.
    record Wanted(Path dataFolder, StandingWish standing, Optional<String> database) {}

    RunningServer start(Wanted wanted) throws IOException;

    /// One for this machine alone. Port 0 takes a free one.
    default RunningServer start(Path dataFolder, int port) throws IOException {
        return start(new Wanted(dataFolder, StandingWish.loopback(port), Optional.empty()));
    }
}
