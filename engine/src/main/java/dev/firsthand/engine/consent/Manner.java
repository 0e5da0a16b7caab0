package dev.firsthand.engine.consent;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// How an answer was given, as far as the page could tell (nothing of the rest where it ran without script): what was
/// tapped in which order, such as
/// `train_robot_policy=yes`, whether the notice was heard to its end, and what the person's own device signed.
public record Manner(Door door, List<String> taps, boolean audioPlayed, Optional<DeviceSignature> signature) {
    /// All that is known of an answer that a program sent.
    public static final Manner UNTOLD = new Manner(Door.PROGRAM, List.of(), false, Optional.empty());

    /// Who taps more often is recorded up to here.
    public static final int TAPS_MAX = 64;

    private static final Pattern TAP = Pattern.compile("[a-z_]{1,40}=(?:yes|no)");

    /// Where the answer came in, and what is known by that of what was shown.
    public enum Door {
        PAGE("answered for this purpose by itself on the page that shows the whole notice"),
        PROGRAM("sent for this purpose by itself by a program that named the digest of the notice;"
                + " whether the notice was shown is not known");

        private final String method;

        Door(String method) {
            this.method = method;
        }

        /// In words, for the record.
        String method() {
            return method;
        }
    }

    public Manner {
        taps = taps.stream()
                .filter(tap -> TAP.matcher(tap).matches())
                .limit(TAPS_MAX)
                .toList();
    }
}
