package dev.firsthand.bench.activity;

/// What the lint has to say about a definition. The code is stable; the words are for people.
public record Finding(Code code, String activity, String about) {
    /// What can be wrong with a definition that can be read.
    public enum Code {
        TRUE_AT_START,
        PARTLY_TRUE_AT_START,
        CONTRADICTORY,
        TOOL_MISSING,
        OBJECT_UNUSED,
        CATEGORY_EMPTY,
        RECIPE_MISSING
    }

    @Override
    public String toString() {
        return "%s %s: %s".formatted(activity, code, about);
    }
}
