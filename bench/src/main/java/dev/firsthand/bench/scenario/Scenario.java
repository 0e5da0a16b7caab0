package dev.firsthand.bench.scenario;

import java.util.List;

/// All that is fixed before anybody acts. The same scenario with the same policy gives the same trace.
///
/// @param startHour the hour of the day at which the clock begins
/// @param slipsPerMille how many of a thousand picks slip
public record Scenario(
        long seed,
        Tier tier,
        String family,
        int startHour,
        List<String> rooms,
        List<Resident> residents,
        List<Task> tasks,
        List<Twist> twists,
        int slipsPerMille) {
    public Scenario {
        rooms = List.copyOf(rooms);
        residents = List.copyOf(residents);
        tasks = List.copyOf(tasks);
        twists = List.copyOf(twists);
    }

    /// The same day with nothing that goes otherwise.
    public Scenario calm() {
        return withTwists(List.of());
    }

    /// The same day, and the next of its people asks for each thing.
    public Scenario askedByOthers() {
        int people = Math.max(1, residents.size());
        return withTasks(tasks.stream()
                .map(task -> task.withRequester((task.requester() + 1) % people))
                .toList());
    }

    /// The same day, so many hours later.
    public Scenario later(int hours) {
        return new Scenario(seed, tier, family, startHour + hours, rooms, residents, tasks, twists, slipsPerMille);
    }

    public Scenario withTwists(List<Twist> others) {
        return new Scenario(seed, tier, family, startHour, rooms, residents, tasks, others, slipsPerMille);
    }

    public Scenario withTasks(List<Task> others) {
        return new Scenario(seed, tier, family, startHour, rooms, residents, others, twists, slipsPerMille);
    }
}
