package dev.firsthand.engine.capture;

import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.task.TaskVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One session as lists show it. `recorded` is the length of its recording, once that was opened.
public record SessionLine(
        SessionId id,
        ContributorId contributor,
        TaskVersion task,
        SessionStage stage,
        Instant startedAt,
        Optional<Instant> finishedAt,
        Optional<Duration> recorded) {}
