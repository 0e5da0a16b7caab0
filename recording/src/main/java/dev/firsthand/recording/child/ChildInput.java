package dev.firsthand.recording.child;

import java.io.IOException;
import java.io.OutputStream;

/// Writes what a child reads on its standard input, in a thread of its own. Once it returns the child finds
/// the end.
@FunctionalInterface
public interface ChildInput {
    /// `in` throws when the child has ended: what it ended with tells why.
    void writeTo(OutputStream in) throws IOException;
}
