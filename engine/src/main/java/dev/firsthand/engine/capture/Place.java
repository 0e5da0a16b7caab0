package dev.firsthand.engine.capture;

/// Where somebody is about to record. `record` is the code of the place owner's agreement, for a place that is
/// nobody's home; else it is empty.
public record Place(Kind kind, String record) {
    public enum Kind {
        /// At home, in the country that the contributor stated.
        HOME,
        /// A place of somebody else, such as a workshop: its owner has to agree.
        ELSEWHERE,
        /// Where people are cared for. Nobody records there.
        CARE
    }

    public static final Place HOME = new Place(Kind.HOME, "");
}
