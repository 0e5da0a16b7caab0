package dev.firsthand.engine.custody;

import dev.firsthand.engine.consent.Permit;
import java.time.Instant;

/// The permit opens no bytes any more: it is too old, or consent was withdrawn since.
public final class PermitStaleException extends IllegalStateException {
    PermitStaleException(Permit permit, Instant now) {
        super("permit of %s is used at %s, it opens bytes for %d s only: ask consent again right before opening"
                .formatted(permit.issuedAt(), now, Permit.FRESH_SECONDS));
    }

    PermitStaleException(Permit permit) {
        super("consent to %s no longer stands".formatted(permit.purpose().wireName()));
    }
}
