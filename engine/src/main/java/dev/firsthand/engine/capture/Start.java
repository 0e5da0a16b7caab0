package dev.firsthand.engine.capture;

import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.household.ResidentId;
import dev.firsthand.engine.task.TaskVersion;
import java.util.Set;

/// What a contributor starts a session with. `deviceClass` names a kind of device, never one device: `iPhone15,2`.
/// `absent` are the residents of the home who will be away meanwhile.
public record Start(
        ContributorId contributor, TaskVersion task, String deviceClass, Place place, Set<ResidentId> absent) {
    public Start {
        absent = Set.copyOf(absent);
    }

    /// At home, and nobody is away.
    public Start(ContributorId contributor, TaskVersion task, String deviceClass) {
        this(contributor, task, deviceClass, Place.HOME, Set.of());
    }
}
