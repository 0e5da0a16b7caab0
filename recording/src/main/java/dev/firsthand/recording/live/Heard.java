package dev.firsthand.recording.live;

import java.util.List;

/// What came of one datagram.
sealed interface Heard {
    /// Moments that are whole now, seldom more than one; none where it held a part of one, or something else.
    record Moments(List<Told> told) implements Heard {
        public Moments {
            told = List.copyOf(told);
        }
    }

    /// It can't be used.
    record Bad(BadDatagram why) implements Heard {}
}
