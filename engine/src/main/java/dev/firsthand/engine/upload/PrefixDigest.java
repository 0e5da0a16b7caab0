package dev.firsthand.engine.upload;

import java.security.MessageDigest;

/// Passes the first bytes on to another digest and forgets the rest: after a crash the disk may hold more of an
/// upload than was ever acknowledged, and that end is cut off.
final class PrefixDigest extends MessageDigest {
    private final MessageDigest target;
    private long left;

    PrefixDigest(MessageDigest target, long prefixBytes) {
        super(target.getAlgorithm());
        this.target = target;
        this.left = prefixBytes;
    }

    @Override
    protected void engineUpdate(byte input) {
        engineUpdate(new byte[] {input}, 0, 1);
    }

    @Override
    protected void engineUpdate(byte[] input, int offset, int length) {
        int taken = (int) Math.min(left, length);
        target.update(input, offset, taken);
        left -= taken;
    }

    @Override
    protected byte[] engineDigest() {
        return target.digest();
    }

    @Override
    protected void engineReset() {
        throw new UnsupportedOperationException("a prefix is passed on once");
    }
}
