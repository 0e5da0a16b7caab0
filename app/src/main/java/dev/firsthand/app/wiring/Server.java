package dev.firsthand.app.wiring;

import dev.firsthand.app.cli.RunningServer;
import dev.firsthand.app.cli.ServerStarter;
import dev.firsthand.app.cli.ServerStarter.Wanted;
import dev.firsthand.app.edge.Entrance;
import dev.firsthand.app.edge.Standing;
import dev.firsthand.app.edge.StandingWish;
import dev.firsthand.app.web.Doorway;
import dev.firsthand.app.web.HttpServer;
import dev.firsthand.engine.store.DataFolder;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.Sealing;
import dev.firsthand.engine.store.SecretToken;
import dev.firsthand.recording.child.ChildRunner;
import dev.firsthand.recording.child.Isolation;
import dev.firsthand.recording.video.FfmpegPrograms;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Everything that `firsthand up` runs, started in order and stopped in the opposite one.
final class Server implements RunningServer {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final Duration WARM_UP = Duration.ofSeconds(1);
    private static final Duration HOUSEKEEPING = Duration.ofHours(1);
    private static final Duration DELIVERY = Duration.ofSeconds(2);
    private static final Duration REMOVING = Duration.ofSeconds(5);
    private static final Duration LOGGING = Duration.ofSeconds(1);
    private static final Duration LEAVING = Duration.ofSeconds(1);
    private static final Duration TOMBSTONES = Duration.ofSeconds(2);
    private static final Duration FOLLOWING = Duration.ofSeconds(10);
    private static final Duration RECALLS = Duration.ofSeconds(10);
    private static final Duration WITNESSES = Duration.ofSeconds(5);

    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    /// A signal to the process stops the server, at whatever moment it comes.
    private final Thread hook = new Thread(this::closeQuietly, "shut-down");

    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean stopping;
    private final URI address;
    private final Optional<String> fingerprint;
    private final List<String> doors;
    private final Optional<String> operatorLink;
    private final Supplier<String> returnLink;

    private Server(Wanted wanted, Choice choice) throws IOException {
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            tryPort(wanted.standing());
            DataFolder data = DataFolder.open(wanted.dataFolder());
            Settings settings = Settings.read(data.root(), choice.kind(), choice.environment());
            Standing standing = wanted.standing()
                    .otherwiseAt(settings.network().publicUrl())
                    .decide(data.root(), choice.clock());
            Entrance entrance = closeLater(Entrance.prepared(standing, choice.clock()));
            Database database = closeLater(OpenedDatabase.of(data, wanted.database(), settings.network()))
                    .database();
            FfmpegPrograms programs = programs(data);
            Engine engine =
                    new Engine(database, data, settings, new Engine.Given(programs, choice.clock(), choice.store()));
            closeLater(engine.evidence.log());
            closeLater(engine.evidence.witnesses());
            closeLater(engine.uploads);
            closeLater(engine.jobs);
            warnAboutNetwork();
            engine.start();
            closeLater(Rounds.every("uploads", HOUSEKEEPING, engine.uploads::expire));
            closeLater(Rounds.every("withdrawals", LEAVING, engine::leave));
            closeLater(Rounds.every("withdrawals followed", FOLLOWING, engine.leaving::follow));
            closeLater(Rounds.every("messages", DELIVERY, engine.outbox::deliverDue));
            closeLater(Rounds.every("removals", REMOVING, engine::removeDue));
            closeLater(Rounds.every("log", LOGGING, engine::logWaiting));
            closeLater(engine.hooks);
            closeLater(Rounds.every("recalls", RECALLS, engine::recall));
            closeLater(Rounds.every("tombstones", TOMBSTONES, engine.tombstones::round));
            closeLater(Rounds.every("witnesses", WITNESSES, engine.evidence.witnesses()::round));
            HttpServer http = closeLater(HttpServer.start(
                    engine.web, new Doorway(entrance, settings.network().metricsToken())));
            Thread.ofPlatform().daemon().name("warm-up").start(() -> Sealing.warmUp(WARM_UP));
            address = http.address();
            fingerprint = entrance.fingerprint();
            doors = http.doors();
            operatorLink =
                    database.inTransaction(engine.staff::firstOperatorLink).map(this::link);
            returnLink = () -> database.inTransaction(tx -> engine.staff
                    .firstOperator(tx)
                    .map(operator -> link(engine.staff.returnLink(tx, operator)))
                    .orElseThrow(() -> new IllegalArgumentException("No operator can come back: none is left.")));
        } catch (IOException | RuntimeException fault) {
            close();
            throw fault;
        }
    }

    private static void tryPort(StandingWish wish) throws IOException {
        Optional<InetAddress> host = wish.host();
        if (host.isPresent()) {
            HttpServer.tryPort(host.get(), wish.listening().port());
        }
    }

    /// Said at every start: whoever runs this decides whether that is good enough.
    private static void warnAboutNetwork() {
        Isolation isolation = new ChildRunner().isolation();
        if (isolation == Isolation.NONE) {
            LOG.warn(isolation.explanation());
        }
    }

    /// What a server is made with. `environment` holds what the operator keeps off the command line.
    record Choice(InstantSource clock, Settings.Kind kind, StoreChoice store, Map<String, String> environment) {}

    static ServerStarter starter(InstantSource clock, Settings.Kind kind) {
        return starter(clock, kind, StoreChoice.ON_DISK);
    }

    static ServerStarter starter(InstantSource clock, Settings.Kind kind, StoreChoice store) {
        return starter(new Choice(clock, kind, store, System.getenv()));
    }

    static ServerStarter starter(Choice choice) {
        return wanted -> new Server(wanted, choice);
    }

    private static FfmpegPrograms programs(DataFolder data) throws IOException {
        try {
            return FfmpegPrograms.unpacked(data.root().resolve("programs"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the video programs were unpacked", e);
        }
    }

    private String link(SecretToken token) {
        return address.resolve("/sign-in/" + token.reveal()).toString();
    }

    /// A part that comes up while the process is being stopped is stopped again at once.
    private synchronized <C extends AutoCloseable> C closeLater(C part) throws IOException {
        running.push(part);
        if (stopping) {
            closeParts();
            throw new IOException("stopped while starting");
        }
        return part;
    }

    /// Every door, as method and path.
    List<String> doors() {
        return doors;
    }

    @Override
    public URI address() {
        return address;
    }

    @Override
    public Optional<String> fingerprint() {
        return fingerprint;
    }

    @Override
    public Optional<String> operatorLink() {
        return operatorLink;
    }

    @Override
    public String returnLink() {
        return returnLink.get();
    }

    @Override
    public boolean stopping() {
        return stopping;
    }

    @Override
    public void awaitStop() throws InterruptedException {
        stopped.await();
    }

    @Override
    public void close() throws IOException {
        closeParts();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            return; // the process ends already, and the hook has nothing left to close
        }
    }

    private synchronized void closeParts() throws IOException {
        stopping = true;
        IOException fault = null;
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception e) { // tidy: every part is stopped, whatever one of them throws
                if (fault == null) {
                    fault = new IOException("a part of the server did not stop cleanly", e);
                } else {
                    fault.addSuppressed(e);
                }
            }
        }
        stopped.countDown();
        if (fault != null) {
            throw fault;
        }
    }

    private void closeQuietly() {
        try {
            closeParts();
        } catch (IOException e) {
            LOG.warn("the server did not stop cleanly", e);
        }
    }
}
