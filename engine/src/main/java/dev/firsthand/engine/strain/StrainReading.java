package dev.firsthand.engine.strain;

import dev.firsthand.engine.capture.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What one recording says of the body of the person who made it.
///
/// @param began when the camera says that it began, where that can be; else when the session began
/// @param worn how long the phone was worn; the length of the film where no gravity was kept; zero
///     where a suit alone was worn
public record StrainReading(
        SessionId session, Instant began, Duration worn, Optional<HeadTilt> head, Optional<BodyStrain> body) {
    Instant ended() {
        return began.plus(worn);
    }
}
