package dev.firsthand.evidence.merkle;

/// Names a tile of hashes or a bundle of entries: how it lies in a folder and behind a URL. `level` counts from the
/// leaves, `width` is what it holds, up to [#FULL].
public record TileName(Kind kind, int level, long index, int width) {
    /// Entries of a bundle, hashes of a tile.
    public static final int FULL = 256;

    public static final int LEVEL_MAX = 63;
    static final int HEIGHT = 8;

    /// Tiles hold hashes, bundles the entries themselves.
    public enum Kind {
        HASHES,
        ENTRIES
    }

    public TileName {
        if (level < 0 || level > LEVEL_MAX || index < 0 || width < 1 || width > FULL) {
            throw new IllegalArgumentException("no tile: level %d, index %d, width %d".formatted(level, index, width));
        }
        if (kind == Kind.ENTRIES && level != 0) {
            throw new IllegalArgumentException("bundles of entries have no levels: %d".formatted(level));
        }
    }

    /// The tile that a tree of this size has at this place, as wide as the size says.
    public static TileName of(Kind kind, int level, long index, long size) {
        long hashes = Bits.shift(size, level * HEIGHT);
        return new TileName(kind, level, index, (int) Math.min(FULL, hashes - index * FULL));
    }

    public TileName full() {
        return new TileName(kind, level, index, FULL);
    }

    public boolean isFull() {
        return width == FULL;
    }

    /// As `tile/0/x001/x234/067` or `tile/entries/000.p/17`.
    public String path() {
        return isFull() ? base() : partials() + "/" + width;
    }

    /// The folder of all that are narrower.
    public String partials() {
        return base() + ".p";
    }

    private String base() {
        var digits = new StringBuilder("%03d".formatted(index % 1000));
        for (long left = index / 1000; left > 0; left /= 1000) {
            digits.insert(0, "x%03d/".formatted(left % 1000));
        }
        return "tile/%s/%s".formatted(kind == Kind.ENTRIES ? "entries" : Integer.toString(level), digits);
    }
}
