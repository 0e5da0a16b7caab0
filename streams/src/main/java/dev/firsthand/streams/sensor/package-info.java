/// Sensors: streams of samples, held as plain arrays side by side.
///
/// In: times and values that a reader found. Out: [SensorStream] with its [Channel]s.
/// Never: reads or writes a file format.
@NullMarked
package dev.firsthand.streams.sensor;

import org.jspecify.annotations.NullMarked;
