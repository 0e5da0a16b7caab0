package dev.firsthand.recording.validation;

/// What a LeRobot v3.0 set must keep to so that LeRobot, Rerun and the web visualizer all read it right, and so that it
/// holds nothing of anyone that no episode names. The code never changes; `docs/formats/lerobot.md` lists them all.
public enum Rule {
    INFO_UNREADABLE("info-unreadable"),
    INFO_KEY("info-key"),
    INFO_VERSION("info-version"),
    INFO_COUNT("info-count"),
    INFO_PATH_TEMPLATE("info-path-template"),
    INFO_SPLITS("info-splits"),
    FEATURE_DTYPE("feature-dtype"),
    FEATURE_NAME("feature-name"),
    FEATURE_SHAPE("feature-shape"),
    FEATURE_STANDARD("feature-standard"),
    FEATURE_VIDEO("feature-video"),

    TASKS_UNREADABLE("tasks-unreadable"),
    TASKS_PANDAS("tasks-pandas"),
    TASKS_COLUMNS("tasks-columns"),
    TASKS_ORDER("tasks-order"),
    TASKS_SENTENCE("tasks-sentence"),

    EPISODES_UNREADABLE("episodes-unreadable"),
    EPISODES_COLUMNS("episodes-columns"),
    EPISODES_VALUE("episodes-value"),
    EPISODES_ORDER("episodes-order"),
    EPISODES_LENGTH("episodes-length"),
    EPISODES_RANGE("episodes-range"),
    EPISODES_TASK("episodes-task"),
    EPISODES_PLACE("episodes-place"),
    EPISODES_STATS("episodes-stats"),

    DATA_UNREADABLE("data-unreadable"),
    DATA_FILES("data-files"),
    DATA_COLUMNS("data-columns"),
    DATA_INDEX("data-index"),
    DATA_FRAME_INDEX("data-frame-index"),
    DATA_EPISODE_INDEX("data-episode-index"),
    DATA_TIMESTAMP("data-timestamp"),
    DATA_TASK_INDEX("data-task-index"),
    DATA_VECTOR_LENGTH("data-vector-length"),
    DATA_NULL("data-null"),
    DATA_NAN("data-nan"),
    DATA_CAPTURE_TIME("data-capture-time"),
    DATA_ROW_COUNT("data-row-count"),

    VIDEO_MISSING("video-missing"),
    VIDEO_UNREADABLE("video-unreadable"),
    VIDEO_FRAMES("video-frames"),
    VIDEO_UNREFERENCED("video-unreferenced"),
    VIDEO_TIMES("video-times"),
    VIDEO_RATE("video-rate"),
    VIDEO_REORDERED("video-reordered"),
    VIDEO_EDIT_LIST("video-edit-list"),
    VIDEO_ROTATION("video-rotation"),
    VIDEO_CODEC("video-codec"),
    VIDEO_SIZE("video-size"),
    VIDEO_PIXELS("video-pixels"),
    VIDEO_SPAN("video-span"),
    VIDEO_OFFSET("video-offset"),
    VIDEO_AUDIO("video-audio"),
    VIDEO_TRACKS("video-tracks"),
    VIDEO_METADATA("video-metadata"),

    STATS_UNREADABLE("stats-unreadable"),
    STATS_MISSING("stats-missing"),
    STATS_SHAPE("stats-shape"),
    STATS_IMAGE_RANGE("stats-image-range"),
    STATS_QUANTILE_ORDER("stats-quantile-order"),
    STATS_VALUE("stats-value"),
    STATS_APPROXIMATE("stats-approximate", Level.WARNING),

    PRIVACY_IMAGES_FOLDER("privacy-images-folder"),
    PRIVACY_EXTRA_FILE("privacy-extra-file"),
    PRIVACY_PROVENANCE_EMPTY("privacy-provenance-empty"),
    PRIVACY_NO_CONSENT("privacy-no-consent", Level.WARNING),
    PRIVACY_WITHDRAWN("privacy-withdrawn"),

    MANIFEST_UNREADABLE("manifest-unreadable"),
    MANIFEST_FILE("manifest-file"),
    MANIFEST_DIGEST("manifest-digest"),
    MANIFEST_UNLISTED("manifest-unlisted"),
    MANIFEST_CROISSANT("manifest-croissant"),
    MANIFEST_VERSION("manifest-version");

    /// Whether a set that breaks the rule is wrong, or only less good than it could be.
    public enum Level {
        BROKEN("broken"),
        WARNING("warning");

        private final String word;

        Level(String word) {
            this.word = word;
        }

        /// As it stands in front of a line of a report.
        public String word() {
            return word;
        }
    }

    private final String code;
    private final Level level;

    Rule(String code) {
        this(code, Level.BROKEN);
    }

    Rule(String code, Level level) {
        this.code = code;
        this.level = level;
    }

    public String code() {
        return code;
    }

    public Level level() {
        return level;
    }
}
