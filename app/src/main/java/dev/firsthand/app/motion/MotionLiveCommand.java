package dev.firsthand.app.motion;

import dev.firsthand.app.cli.Version;
import dev.firsthand.recording.live.Course;
import dev.firsthand.recording.live.LiveSource;
import dev.firsthand.recording.live.LiveTake;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `firsthand motion live`: listens to a program that sends motion, tells how it comes, and writes it down.
@Command(
        name = "live",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Listens to a program that sends motion over UDP, tells once a second how it comes, and writes it down. Ends after --seconds, or with Ctrl-C.",
        footer = {
            "",
            "Exits with 3 where something was lost or could not be read, with 1 where no motion came.",
            "",
            "Example:",
            "  ./firsthand motion live vmc --seconds 60 --out dance.bvh"
        })
public final class MotionLiveCommand implements Callable<Integer> {
    private static final int BUFFER_BYTES = 4 << 20;
    private static final int PORT_MAX = 65_535;
    private static final int PERSONS_MAX = 100;
    private static final int SECONDS_MAX = 24 * 3_600;
    private static final double FPS_MAX = 1_000;

    private final PrintStream results;
    private final PrintStream screen;

    @Parameters(
            index = "0",
            paramLabel = "SENDER",
            description = "rokoko (Rokoko Studio, JSON v3) or vmc (Virtual Motion Capture)")
    private LiveSource source = LiveSource.ROKOKO;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "where it sends to: rokoko 14043, vmc 39539 unless said; 0 for any that is free")
    private @Nullable Integer port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "an address of this machine, for a sender on another: ${DEFAULT-VALUE} unless said")
    private String bind = "";

    @Option(
            names = "--person",
            paramLabel = "N",
            defaultValue = "1",
            description = "which of the people that rokoko sends: ${DEFAULT-VALUE} unless said")
    private int person;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "" + SECONDS_MAX,
            description = "stop after so many seconds; a day at most")
    private int seconds;

    @Option(
            names = "--fps",
            paramLabel = "RATE",
            defaultValue = "60",
            description = "frames a second of a .bvh whose sender does not say: ${DEFAULT-VALUE} unless said")
    private double fps;

    @Option(names = "--out", paramLabel = "FILE", description = "a new file that ends in .bvh, .mcap or .csv")
    private @Nullable Path out;

    public MotionLiveCommand(PrintStream results, PrintStream screen) {
        this.results = results;
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        String fault = fault();
        if (!fault.isEmpty()) {
            screen.println(fault);
            return 2;
        }
        try (var socket = socket()) {
            return Listening.endingWell(screen, () -> take(socket));
        } catch (UnknownHostException unknown) {
            screen.printf("%s is no address.%n", bind);
            return 2;
        } catch (BindException taken) {
            screen.printf(
                    "Can't listen on %s port %d (%s). Another program may: end it, or choose another port in the sender and with --port.%n",
                    bind, wantedPort(), taken.getMessage());
            return 1;
        } catch (FileAlreadyExistsException there) {
            screen.printf("%s is there already: name another file.%n", out);
            return 2;
        }
    }

    private String fault() {
        if (out != null && !LiveTake.canBe(out)) {
            return "%s can't be written: name a file that ends in .bvh, .mcap or .csv.".formatted(out);
        }
        return wantedPort() < 0
                        || wantedPort() > PORT_MAX
                        || person < 1
                        || person > PERSONS_MAX
                        || seconds < 1
                        || seconds > SECONDS_MAX
                        || !(fps >= 1 && fps <= FPS_MAX)
                ? "--port is 0 to %d, --person 1 to %d, --seconds 1 to %d, --fps 1 to %.0f."
                        .formatted(PORT_MAX, PERSONS_MAX, SECONDS_MAX, FPS_MAX)
                : "";
    }

    private int wantedPort() {
        return port == null ? source.port() : port;
    }

    private DatagramSocket socket() throws IOException {
        var socket = new DatagramSocket(null);
        try {
            socket.setReceiveBufferSize(BUFFER_BYTES);
            socket.bind(new InetSocketAddress(InetAddress.getByName(bind), wantedPort()));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private int take(DatagramSocket socket) throws IOException {
        var wish = new LiveTake.Wish(source, person, fps);
        try (LiveTake take = out == null ? LiveTake.unrecorded(wish) : LiveTake.into(out, wish);
                var arrivals = new Arrivals(socket, Duration.ofSeconds(seconds), Arrivals.DATAGRAMS_MAX)) {
            screen.printf("Listening on %s port %d.%n", bind, socket.getLocalPort());
            if (!socket.getLocalAddress().isLoopbackAddress()) {
                screen.println("Anybody who reaches this address can send: such motion proves nothing of who made it.");
            }
            new Listening(arrivals, take).untilTheEnd(new Teller(take.course())::tell);
            take.finish();
            return end(take.course());
        }
    }

    /// Tells what came since it last did.
    private final class Teller {
        private final Course course;
        private long before;

        Teller(Course course) {
            this.course = course;
        }

        void tell() {
            screen.printf(Locale.ROOT, "%d moments in the last second, %s%n", course.moments() - before, words(course));
            before = course.moments();
        }
    }

    private static String words(Course course) {
        String words = String.format(
                Locale.ROOT,
                "%d joints; %d lost, %d gaps, longest wait %.2f s",
                course.joints(),
                course.lost(),
                course.gaps(),
                course.longestNanos() / 1e9);
        String bad = course.bad().entrySet().stream()
                .map(one -> one.getKey().word() + " " + one.getValue())
                .collect(Collectors.joining(", "));
        return words
                + (course.dropped() > 0
                        ? "; %d datagrams came faster than they could be written".formatted(course.dropped())
                        : "")
                + (course.disbelieved() > 0
                        ? "; the sender's own rate is not believed in %d moments: a .bvh has that of --fps"
                                .formatted(course.disbelieved())
                        : "")
                + (course.restarts() > 0 ? ", the clock went back %d times".formatted(course.restarts()) : "")
                + (bad.isEmpty() ? "" : "; bad datagrams: " + bad);
    }

    private int end(Course course) {
        double lasted = course.lastedNanos() / 1e9;
        results.printf(
                Locale.ROOT,
                "%d moments in %.1f s (%.1f a second), %s%n",
                course.moments(),
                lasted,
                lasted > 0 ? (course.moments() - 1) / lasted : 0,
                words(course));
        results.flush(); // Ctrl-C ends the program right after this
        if (course.moments() == 0) {
            screen.println("No motion came. Does the sender send to this address and port, in this format?");
            return 1;
        }
        return course.lost() > 0 || course.dropped() > 0 || !course.bad().isEmpty() ? 3 : 0;
    }
}
