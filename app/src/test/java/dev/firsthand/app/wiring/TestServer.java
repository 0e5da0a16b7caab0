package dev.firsthand.app.wiring;

import dev.firsthand.app.cli.RunningServer;
import dev.firsthand.app.cli.ServerStarter;
import dev.firsthand.app.edge.StandingWish;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The whole server inside this process, on a data folder of its own below `target/`.
final class TestServer implements AutoCloseable {
    private final RunningServer server;
    private final Path data;
    private final People people;

    private TestServer(RunningServer server, Path data) throws IOException, InterruptedException {
        this.server = server;
        this.data = data;
        this.people = People.first(server.address(), server.operatorLink().orElseThrow());
    }

    static TestServer start(String name) throws IOException, InterruptedException {
        return start(name, StoreChoice.ON_DISK);
    }

    static TestServer start(String name, StoreChoice store) throws IOException, InterruptedException {
        Path data = dataFolder(name);
        return new TestServer(
                Server.starter(InstantSource.system(), Settings.Kind.DEMO, store)
                        .start(data, 0),
                data);
    }

    /// One that stands otherwise than on the loopback, or with another database, with secrets in its environment.
    static TestServer start(Path data, StandingWish standing, Optional<String> database, Map<String, String> secrets)
            throws IOException, InterruptedException {
        var choice = new Server.Choice(InstantSource.system(), Settings.Kind.DEMO, StoreChoice.ON_DISK, secrets);
        return new TestServer(Server.starter(choice).start(new ServerStarter.Wanted(data, standing, database)), data);
    }

    static Path dataFolder(String name) throws IOException {
        return withPrograms(TestRecordings.folder(name));
    }

    /// Lets a data folder share the video programs with all others: unpacking them takes its time.
    static Path withPrograms(Path data) throws IOException {
        Path programs =
                Files.createDirectories(Path.of("target", "test-programs").toAbsolutePath());
        Files.createSymbolicLink(data.resolve("programs"), programs);
        return data;
    }

    RunningServer server() {
        return server;
    }

    /// Every door of the server, as method and path.
    List<String> doors() {
        return ((Server) server).doors();
    }

    Path data() {
        return data;
    }

    People people() {
        return people;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
