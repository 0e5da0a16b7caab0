package dev.firsthand.bench.oracle;

import dev.firsthand.bench.world.Action;
import java.util.Optional;

/// What a planner knows of where things are. One of two: everything, or what it has seen.
interface Whereabouts {
    /// What to do to find a thing first; none if it is known where it is.
    Optional<Action> search(int entity);

    /// Looks round once more, before each decision.
    void look();

    /// Knows where everything is.
    Whereabouts ALL_KNOWN = new Whereabouts() {
        @Override
        public Optional<Action> search(int entity) {
            return Optional.empty();
        }

        @Override
        public void look() {}
    };
}
