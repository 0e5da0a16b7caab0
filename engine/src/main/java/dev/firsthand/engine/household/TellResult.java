package dev.firsthand.engine.household;

import dev.firsthand.engine.store.SecretToken;
import java.util.Map;

/// What saying who lives in a home led to.
public sealed interface TellResult {
    /// `links` are those of the adults who are new, to be handed over; each is shown this once.
    record Told(Household household, Map<ResidentId, SecretToken> links) implements TellResult {
        public Told {
            links = Map.copyOf(links);
        }
    }

    /// Codes: `household-adults`, `household-children`.
    record Refused(String code, String message) implements TellResult {}
}
