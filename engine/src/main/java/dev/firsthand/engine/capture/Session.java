package dev.firsthand.engine.capture;

import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.task.TaskVersion;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;

/// One session of recording: who, which task version, under which grants, with which uploads.
/// `grants` are those that stood when it started; whether they stand now is asked of consent.
public record Session(
        SessionId id,
        ContributorId contributor,
        TaskVersion task,
        Map<Purpose, UUID> grants,
        String deviceClass,
        List<SessionUpload> uploads,
        Instant startedAt,
        Optional<Instant> finishedAt) {
    public Session {
        grants = Collections.unmodifiableSortedMap(new TreeMap<>(grants));
        uploads = List.copyOf(uploads);
    }

    /// Where a session stands, for its contributor.
    public enum State {
        /// Takes uploads and steps.
        OPEN,
        /// Whole: what is in it no longer changes.
        FINISHED
    }

    public State state() {
        return finishedAt.isPresent() ? State.FINISHED : State.OPEN;
    }

    /// The upload that shows the task, once there is one: the film, or the motion of a body without one.
    public Optional<SessionUpload> recording() {
        return film().or(() -> first(role -> role == UploadRole.MOTION));
    }

    /// The upload that holds pictures.
    public Optional<SessionUpload> film() {
        return first(UploadRole::film);
    }

    /// A log of the phone's motion tells nothing without the pictures that the phone took.
    boolean logWithoutFilm() {
        return film().isEmpty() && first(UploadRole::log).isPresent();
    }

    private Optional<SessionUpload> first(Predicate<UploadRole> wanted) {
        return uploads.stream().filter(upload -> wanted.test(upload.role())).findFirst();
    }
}
