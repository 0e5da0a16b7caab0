package dev.firsthand.evidence.merkle;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/// One hash of a tree: of an entry, of two hashes, or of the whole.
public final class TreeHash {
    public static final int BYTES = 32;

    /// The root of a tree that holds nothing.
    public static final TreeHash EMPTY_ROOT = new TreeHash(digest(new byte[0]));

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final byte[] bytes;

    private TreeHash(byte[] bytes) {
        this.bytes = bytes;
    }

    public static TreeHash of(byte[] bytes) {
        return at(bytes, 0, bytes.length);
    }

    /// The hash at a place of a longer run, such as a tile.
    public static TreeHash at(byte[] bytes, int offset, int length) {
        if (length != BYTES) {
            throw new IllegalArgumentException("a hash has %d bytes, not %d".formatted(BYTES, length));
        }
        return new TreeHash(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    /// Reads the one base64 form of a hash; empty for anything else.
    public static Optional<TreeHash> ofBase64(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text.getBytes(StandardCharsets.UTF_8));
            return Optional.of(bytes)
                    .filter(found -> found.length == BYTES)
                    .map(TreeHash::new)
                    .filter(hash -> hash.base64().equals(text));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    public static TreeHash leaf(byte[] entry) {
        var sha256 = sha256();
        sha256.update(LEAF);
        return new TreeHash(sha256.digest(entry));
    }

    public static TreeHash node(TreeHash left, TreeHash right) {
        var sha256 = sha256();
        sha256.update(NODE);
        sha256.update(left.bytes);
        return new TreeHash(sha256.digest(right.bytes));
    }

    /// The root over two to the power of n hashes that lie side by side.
    static TreeHash ofComplete(byte[] hashes, int offset, int count) {
        var row = Arrays.copyOfRange(hashes, offset, offset + count * BYTES);
        var sha256 = sha256();
        for (int left = count; left > 1; left /= 2) {
            for (int i = 0; i < left; i += 2) {
                sha256.update(NODE);
                sha256.update(row, i * BYTES, 2 * BYTES);
                digestInto(sha256, row, i / 2 * BYTES);
            }
        }
        return new TreeHash(Arrays.copyOf(row, BYTES));
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TreeHash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }

    private static void digestInto(MessageDigest sha256, byte[] row, int offset) {
        try {
            sha256.digest(row, offset, BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException("a SHA-256 did not fit into %d bytes".formatted(BYTES), e);
        }
    }

    private static byte[] digest(byte[] bytes) {
        return sha256().digest(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
