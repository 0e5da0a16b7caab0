/// Time: spans of nanoseconds on named clocks, and how one clock reads on another.
///
/// In: readings of clocks. Out: [TimeSpan], [ClockName], [ClockAlignment].
/// Never: reads the machine's clock, or turns one clock into another without a named alignment.
@NullMarked
package dev.firsthand.streams.time;

import org.jspecify.annotations.NullMarked;
