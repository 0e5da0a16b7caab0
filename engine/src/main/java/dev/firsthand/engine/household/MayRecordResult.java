package dev.firsthand.engine.household;

import java.util.Set;

/// Whether a contributor may record at home now. Says nothing of any one resident.
public sealed interface MayRecordResult {
    /// `absent` are those of the household who were said to be away.
    record May(Set<ResidentId> absent) implements MayRecordResult {
        public May {
            absent = Set.copyOf(absent);
        }
    }

    /// Codes: `household-missing`, `household-may-not`.
    record MayNot(String code, String message) implements MayRecordResult {}
}
