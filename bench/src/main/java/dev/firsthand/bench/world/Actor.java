package dev.firsthand.bench.world;

/// Whoever asked to be woken: the people and the twists of a scenario. All state that lasts is kept in the world.
public interface Actor {
    /// Called when the clock reaches the time that was asked for with [World#wakeAt].
    void wake(World world, int kind, int entity, int detail);
}
