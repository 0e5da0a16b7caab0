package dev.firsthand.bench.world;

/// A named stream of chance. What one stream draws never shifts what another draws.
///
/// @param key the name, hashed
public record Stream(long key) {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    public static Stream named(String name) {
        long key = FNV_OFFSET;
        for (int i = 0; i < name.length(); i++) {
            key = (key ^ name.charAt(i)) * FNV_PRIME;
        }
        return new Stream(Mixing.spread(key));
    }
}
