package dev.firsthand.motion.ergonomics;

import java.util.Optional;
import java.util.OptionalDouble;

/// What somebody says of the work, because no suit sees it; what nobody says stays all that it may be. Points are those
/// of REBA (Hignett and McAtamney 2000), RULA (McAtamney and Corlett 1993) and OWAS.
///
/// @param loadKg what the hands hold or push
/// @param coupling how well it can be held
/// @param jolts whether force comes with a shock or builds up at once
/// @param still whether a posture is held for more than a minute
/// @param repeated whether the same is done more than four times a minute
/// @param unsteady whether postures change fast and far, or the ground is not firm
/// @param armsRest whether the arms rest on something
/// @param shouldersRaised whether the shoulders are pulled up
/// @param acrossMidline whether forearms work across the middle or far out
public record Declared(
        OptionalDouble loadKg,
        Optional<Coupling> coupling,
        Optional<Boolean> jolts,
        Optional<Boolean> still,
        Optional<Boolean> repeated,
        Optional<Boolean> unsteady,
        Optional<Boolean> armsRest,
        Optional<Boolean> shouldersRaised,
        Optional<Boolean> acrossMidline) {
    private static final double LOAD_MAX_KG = 1000;

    /// How a load can be held, with its points of REBA.
    public enum Coupling {
        GOOD(0),
        FAIR(1),
        POOR(2),
        UNACCEPTABLE(3);

        private final int points;

        Coupling(int points) {
            this.points = points;
        }
    }

    public Declared {
        if (loadKg.isPresent() && !(loadKg.getAsDouble() >= 0 && loadKg.getAsDouble() <= LOAD_MAX_KG)) {
            throw new IllegalArgumentException(
                    "a load is declared from 0 to %.0f kg, not %s".formatted(LOAD_MAX_KG, loadKg.getAsDouble()));
        }
    }

    public Unseen unseen() {
        return new Unseen(
                rebaLoad(),
                rulaForce(),
                owasLoad(),
                coupling.map(held -> Interval.of(held.points)).orElse(new Interval(0, 3)),
                point(shouldersRaised),
                armsRest.map(rest -> Interval.of(rest ? -1 : 0)).orElse(new Interval(-1, 0)),
                point(still).plus(point(repeated)).plus(point(unsteady)),
                stillOrRepeated(),
                point(acrossMidline));
    }

    private Interval rebaLoad() {
        Interval load = new Interval(0, 2);
        if (loadKg.isPresent()) {
            double kg = loadKg.getAsDouble();
            load = Interval.of(kg < 5 ? 0 : kg <= 10 ? 1 : 2);
        }
        return load.plus(point(jolts));
    }

    private Interval rulaForce() {
        if (jolts.orElse(false)) {
            return Interval.of(3);
        }
        Interval steady = new Interval(0, 3);
        if (loadKg.isPresent()) {
            steady = rulaSteady(loadKg.getAsDouble());
        }
        return jolts.isPresent() ? steady : new Interval(steady.best(), 3);
    }

    /// The worksheet's bounds: of more than 10 kg it does not ask how they are held.
    private Interval rulaSteady(double kg) {
        if (kg < 2) {
            return Interval.of(0);
        }
        return kg <= 10 ? stillOrRepeated().plus(1) : Interval.of(3);
    }

    private Interval owasLoad() {
        if (loadKg.isEmpty()) {
            return new Interval(1, 3);
        }
        double kg = loadKg.getAsDouble();
        return Interval.of(kg < 10 ? 1 : kg <= 20 ? 2 : 3);
    }

    private Interval stillOrRepeated() {
        return new Interval(
                Math.max(point(still).best(), point(repeated).best()),
                Math.max(point(still).worst(), point(repeated).worst()));
    }

    private static Interval point(Optional<Boolean> said) {
        return said.map(yes -> Interval.of(yes ? 1 : 0)).orElse(new Interval(0, 1));
    }
}
