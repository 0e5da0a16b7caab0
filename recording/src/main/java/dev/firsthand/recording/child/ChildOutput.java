package dev.firsthand.recording.child;

import java.io.IOException;

/// Takes a child's standard output piece by piece, in one thread, in order. What it throws ends the child.
@FunctionalInterface
public interface ChildOutput {
    /// The first `length` bytes of `buffer` came next; the buffer is used again afterwards.
    void accept(byte[] buffer, int length) throws IOException;
}
