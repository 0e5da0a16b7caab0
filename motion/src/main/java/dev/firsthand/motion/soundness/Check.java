package dev.firsthand.motion.soundness;

import java.util.Locale;

/// One way in which a motion can be wrong.
public enum Check {
    /// Frames in which a joint was not measured.
    GAPS,
    /// A part of the body that is suddenly elsewhere.
    TELEPORTS,
    /// Shaking faster than people shake.
    JITTER,
    /// Feet that slide while they stand.
    FOOT_SKATE,
    /// Feet below the floor.
    FLOOR,
    /// Knees, elbows and necks that bend as no body does.
    JOINT_LIMITS,
    /// Bones that grow and shrink.
    BONE_DRIFT,
    /// Limbs inside each other.
    SELF_CONTACT,
    /// A sensor that stopped while the body moved on.
    FROZEN_SENSOR,
    /// Left and right exchanged.
    SWAPPED_SIDES,
    /// A person who is back on the mark, but not in the data.
    RETURN_TO_MARK;

    /// As files and commands write it.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
