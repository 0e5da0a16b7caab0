package dev.firsthand.engine.privacy;

/// What a person may have seen in the pictures that must not leave the house.
public enum Visible {
    FACE,
    SCREEN,
    DOCUMENT,
    NAME,
    CHILD,
    /// Somebody who did not agree to be in it: not on the list of the household.
    PERSON;

    /// Whether it is somebody who must not be in a recording at all.
    public boolean isPerson() {
        return this == CHILD || this == PERSON;
    }
}
