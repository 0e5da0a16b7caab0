package dev.firsthand.engine.capture;

import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.task.TaskVersion;

/// What a contributor starts a session with. `deviceClass` names a kind of device, never one device: `iPhone15,2`.
public record Start(ContributorId contributor, TaskVersion task, String deviceClass, Place place) {
    /// At home.
    public Start(ContributorId contributor, TaskVersion task, String deviceClass) {
        this(contributor, task, deviceClass, Place.HOME);
    }
}
