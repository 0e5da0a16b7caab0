package dev.firsthand.app.cli;

import java.io.IOException;
import java.nio.file.Path;

/// Starts the whole server on a data folder. Port 0 takes a free one.
@FunctionalInterface
public interface ServerStarter {
    RunningServer start(Path dataFolder, int port) throws IOException;
}
