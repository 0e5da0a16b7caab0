package dev.firsthand.recording.live;

import java.util.Locale;

/// Why a datagram can't be used.
public enum BadDatagram {
    /// More than [LiveTake#DATAGRAM_BYTES_MAX], or more than a MiB when unpacked.
    TOO_LARGE,
    /// Neither JSON nor OSC, or cut off.
    MALFORMED,
    /// A version of the sender's format that is not read.
    OTHER_VERSION,
    /// There is no body in it, or not of the person who is wanted.
    NO_BODY,
    /// A joint without place or turn, or with numbers that can't be one.
    NUMBERS,
    /// More joints than a skeleton may have.
    JOINTS_MANY;

    /// As it is told to people: `joints-many`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
