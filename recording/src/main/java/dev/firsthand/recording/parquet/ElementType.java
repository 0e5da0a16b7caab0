package dev.firsthand.recording.parquet;

/// What one number or text of a feature is. Only kinds that LeRobot and Rerun both read without change.
public enum ElementType {
    FLOAT32("float32"),
    /// Comes back from LeRobot's loader as float32: never for absolute seconds.
    FLOAT64("float64"),
    INT64("int64"),
    STRING("string");

    private final String wireName;

    ElementType(String wireName) {
        this.wireName = wireName;
    }

    /// The name in `info.json`.
    public String wireName() {
        return wireName;
    }
}
