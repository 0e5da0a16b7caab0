package dev.firsthand.bench.outside;

import dev.firsthand.bench.dialect.ActionChunk;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A world that is not ours, with one robot in it. One life at a time.
public interface OutsideWorld extends AutoCloseable {
    Hello hello();

    /// Begins a life.
    ///
    /// @return the names of what could not be placed
    List<String> reset(Setting setting) throws WorldFault;

    /// What the policy is shown, in the profile of the setting.
    Map<?, ?> observe() throws WorldFault;

    /// Carries out actions, a step of the robot's control for each.
    Moment act(ActionChunk actions) throws WorldFault;

    /// Lets time go by while the robot keeps still.
    Moment hold(Duration time) throws WorldFault;

    /// Whether each of these is so.
    List<NamedGoal.Truth> query(List<NamedGoal.Fact> facts) throws WorldFault;

    /// Lets something go otherwise; what it is about is the world's choice, by the seed of the setting.
    Twisted twist(String kind) throws WorldFault;

    /// Brings the robot to a safe stop, always.
    void stop() throws WorldFault;

    @Override
    void close();

    /// What a world says of itself.
    ///
    /// @param actionWidths how many numbers an action has, by part; by [ActionChunk#WHOLE] where it is not parted
    /// @param profiles forms in which it shows itself, the usual one first
    /// @param deterministic `bit`, `statistical` or `no`
    /// @param twists how each kind comes about: `native`, `teleport` or `manual`
    /// @param predicates what it can tell
    /// @param canBeMirrored whether it can lay out everything with east and west changed
    record Hello(
            String world,
            String engine,
            Map<String, Integer> actionWidths,
            List<String> profiles,
            String deterministic,
            Map<String, String> twists,
            List<String> predicates,
            boolean canBeMirrored) {
        public Hello {
            actionWidths = Map.copyOf(actionWidths);
            profiles = List.copyOf(profiles);
            twists = Map.copyOf(twists);
            predicates = List.copyOf(predicates);
        }
    }

    /// When it is, since the reset, and what happened since the last such moment.
    ///
    /// @param isDone whether the actions fit the robot
    record Moment(boolean isDone, long timeMs, List<Event> events) {
        public Moment {
            events = List.copyOf(events);
        }
    }

    /// Something that happened by itself, such as `collision`, `drop`, `emergency_stop` or `takeover_start`.
    record Event(String kind, long timeMs) {}

    /// What became of a twist. Where an operator has to bring it about, an event says when it was.
    enum Twisted {
        APPLIED,
        REFUSED,
        PENDING_OPERATOR
    }
}
