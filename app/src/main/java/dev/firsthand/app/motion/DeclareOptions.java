package dev.firsthand.app.motion;

import dev.firsthand.motion.ergonomics.Declared;
import dev.firsthand.motion.ergonomics.Niosh;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// What somebody says of the work that no suit sees.
final class DeclareOptions {
    /// Answers on the command line.
    enum Said {
        YES,
        NO
    }

    @Option(names = "--load-kg", paramLabel = "KG", description = "what the hands hold or push")
    private @Nullable Double loadKg;

    @Option(names = "--grip", description = "how well it can be held: ${COMPLETION-CANDIDATES}")
    private Optional<Declared.Coupling> grip = Optional.empty();

    @Option(names = "--jolts", description = "force with a shock, or at once: ${COMPLETION-CANDIDATES}")
    private Optional<Said> jolts = Optional.empty();

    @Option(names = "--still", description = "a posture is held for more than a minute: ${COMPLETION-CANDIDATES}")
    private Optional<Said> still = Optional.empty();

    @Option(names = "--repeated", description = "the same more than four times a minute: ${COMPLETION-CANDIDATES}")
    private Optional<Said> repeated = Optional.empty();

    @Option(names = "--unsteady", description = "fast and far, or no firm ground: ${COMPLETION-CANDIDATES}")
    private Optional<Said> unsteady = Optional.empty();

    @Option(names = "--arms-rest", description = "the arms rest on something: ${COMPLETION-CANDIDATES}")
    private Optional<Said> armsRest = Optional.empty();

    @Option(names = "--shoulders-raised", description = "shoulders pulled up: ${COMPLETION-CANDIDATES}")
    private Optional<Said> shouldersRaised = Optional.empty();

    @Option(names = "--across", description = "forearms across the middle or far out: ${COMPLETION-CANDIDATES}")
    private Optional<Said> across = Optional.empty();

    @ArgGroup(exclusive = false, heading = "A lift, for NIOSH's equation (all of them, with --load-kg and --grip):%n")
    private @Nullable Lifted lifted;

    /// One kind of lift. Picocli asks for all of it or nothing.
    static final class Lifted {
        @Option(names = "--lift-forward-cm", required = true, description = "from between the ankles to the hands")
        private double forwardCm;

        @Option(names = "--lift-high-cm", required = true, description = "from the floor to the hands at the start")
        private double highCm;

        @Option(names = "--lift-travel-cm", required = true, description = "how far it goes up or down")
        private double travelCm;

        @Option(names = "--lift-turn-degrees", required = true, description = "how far the body is turned")
        private double turnDegrees;

        @Option(names = "--lifts-per-minute", required = true, description = "how often")
        private double perMinute;

        @Option(names = "--lift-hours", required = true, description = "how long, to 8 hours")
        private double hours;
    }

    Declared declared() {
        return new Declared(
                loadKg == null ? OptionalDouble.empty() : OptionalDouble.of(loadKg),
                grip,
                yes(jolts),
                yes(still),
                yes(repeated),
                yes(unsteady),
                yes(armsRest),
                yes(shouldersRaised),
                yes(across));
    }

    private static Optional<Boolean> yes(Optional<Said> said) {
        return said.map(word -> word == Said.YES);
    }

    /// A line for each thing that was said.
    List<String> lines() {
        var lines = new ArrayList<String>();
        Double kg = loadKg;
        if (kg != null) {
            lines.add(String.format(Locale.ROOT, "a load of %.1f kg", kg));
        }
        grip.ifPresent(held -> lines.add("grip: " + held.name().toLowerCase(Locale.ROOT)));
        line(lines, "jolts", jolts);
        line(lines, "held still", still);
        line(lines, "repeated", repeated);
        line(lines, "fast and far, or no firm ground", unsteady);
        line(lines, "arms rest", armsRest);
        line(lines, "shoulders raised", shouldersRaised);
        line(lines, "forearms across or far out", across);
        niosh().ifPresent(lines::add);
        return lines;
    }

    private static void line(List<String> lines, String what, Optional<Said> said) {
        said.ifPresent(word -> lines.add("%s: %s".formatted(what, word.name().toLowerCase(Locale.ROOT))));
    }

    private Optional<String> niosh() {
        Lifted lift = lifted;
        Double kg = loadKg;
        if (lift == null) {
            return Optional.empty();
        }
        if (kg == null || grip.isEmpty()) {
            throw new IllegalArgumentException("A lift also needs --load-kg and --grip.");
        }
        var declared = new Niosh.Lift(
                lift.forwardCm,
                lift.highCm,
                lift.travelCm,
                lift.turnDegrees,
                lift.perMinute,
                duration(lift.hours),
                grip(grip.get()));
        return Optional.of(Niosh.index(kg, declared)
                .map(index -> String.format(
                        Locale.ROOT,
                        "%s: at most %.1f kg should be lifted like that; this load is %.2f times as much (above 1 some people"
                                + " are at risk, above 3 most)",
                        Niosh.VERSION,
                        Niosh.limitKg(declared),
                        index))
                .orElse(Niosh.VERSION + ": nothing should be lifted like that"));
    }

    private static Niosh.Duration duration(double hours) {
        if (!(hours > 0 && hours <= 8)) {
            throw new IllegalArgumentException("--lift-hours is above 0 and at most 8.");
        }
        if (hours <= 1) {
            return Niosh.Duration.UP_TO_ONE_HOUR;
        }
        return hours <= 2 ? Niosh.Duration.UP_TO_TWO_HOURS : Niosh.Duration.UP_TO_EIGHT_HOURS;
    }

    /// NIOSH knows three.
    private static Niosh.Grip grip(Declared.Coupling held) {
        return switch (held) {
            case GOOD -> Niosh.Grip.GOOD;
            case FAIR -> Niosh.Grip.FAIR;
            case POOR, UNACCEPTABLE -> Niosh.Grip.POOR;
        };
    }
}
