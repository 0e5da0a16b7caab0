/// MCAP: timestamped messages of many channels in one file, as described at mcap.dev.
///
/// In: [McapRecord]s and where to write them; or an MCAP file from anywhere, whole, cut short or hostile. Out: the
/// same bytes for the same records ([McapWriter]); the records in file order ([McapRecordStream]); messages in time
/// order and what the file holds ([McapReader], [McapSummary]).
/// Never: looks inside a message, holds a whole file in memory, or goes on past a wrong checksum.
@NullMarked
// tidy: one file format; cut in two, its record codec would have to be public for its reader and writer to share
package dev.firsthand.streams.mcap;

import org.jspecify.annotations.NullMarked;
