package dev.firsthand.streams.mcap;

/// How the records of a chunk are packed.
public enum Compression {
    NONE(""),
    /// LZ4 frame format, in pure Java: the same bytes on every machine.
    LZ4("lz4"),
    /// Zstandard at its own default level (3).
    ZSTD("zstd");

    private final String wireName;

    Compression(String wireName) {
        this.wireName = wireName;
    }

    /// The name that the file format gives it; empty for none.
    public String wireName() {
        return wireName;
    }
}
