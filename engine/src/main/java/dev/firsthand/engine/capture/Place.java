package dev.firsthand.engine.capture;

import dev.firsthand.engine.rules.Beginning.Kind;

/// Where somebody is about to record: at home, in the country that the contributor stated, or elsewhere, where the
/// place's owner has to agree. `record` is the code of that agreement; at home it is empty.
public record Place(Kind kind, String record) {
    public static final Place HOME = new Place(Kind.HOME, "");
}
