package dev.firsthand.engine.consent;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// How an answer was given, as far as the page could tell: what was tapped in which order, such as
/// `train_robot_policy=yes`, whether the notice was heard to its end, and what the person's own device signed.
public record Manner(List<String> taps, boolean audioPlayed, Optional<DeviceSignature> signature) {
    /// Nothing was told: a page without script, or a program.
    public static final Manner UNTOLD = new Manner(List.of(), false, Optional.empty());

    /// Who taps more often is recorded up to here.
    public static final int TAPS_MAX = 64;

    private static final Pattern TAP = Pattern.compile("[a-z_]{1,40}=(?:yes|no)");

    public Manner {
        taps = taps.stream()
                .filter(tap -> TAP.matcher(tap).matches())
                .limit(TAPS_MAX)
                .toList();
    }
}
