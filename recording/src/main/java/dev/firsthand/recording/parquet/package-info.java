/// Parquet: tables of numbers and texts in files, on parquet-java without Hadoop's file systems.
///
/// In: [TableColumn]s with their [Column]s, or a file from anywhere. Out: a file with the same bytes for the same rows,
/// or [Cells] that say where they are not sound.
/// Never: knows what a column means, or reads more of a file than a group of rows at a time.
@NullMarked
package dev.firsthand.recording.parquet;

import org.jspecify.annotations.NullMarked;
