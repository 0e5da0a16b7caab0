package dev.firsthand.engine.privacy;

/// How far a view has come, lowest first. A release states the lowest level in it.
public enum PrivacyLevel {
    /// Sound, metadata and hidden stream payload are gone. Nobody has looked at the pictures.
    SCRUBBED("scrubbed"),
    /// A person looked and saw no face, screen, document, name or child.
    CLEARED_BY_PERSON("cleared-by-person");

    private final String wireName;

    PrivacyLevel(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public static PrivacyLevel ofWireName(String wireName) {
        for (PrivacyLevel level : values()) {
            if (level.wireName.equals(wireName)) {
                return level;
            }
        }
        throw new IllegalArgumentException("no privacy level is called " + wireName);
    }
}
