package dev.firsthand.recording.live;

import java.nio.ByteBuffer;

/// Makes moments of one sender's datagrams, in the order in which they come.
interface LiveReader {
    /// Never throws, whatever the bytes are.
    Heard hear(ByteBuffer datagram, long arrivedNanos);
}
