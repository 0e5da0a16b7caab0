/// Suits: a motion file from a stranger, read in a child process with limits.
///
/// In: a file of which nothing is believed. Out: the clip of one body in plain numbers, or a refusal.
/// Never: opens such a file in this process, or passes a result of the child on without a check.
@NullMarked
package dev.firsthand.recording.suit;

import org.jspecify.annotations.NullMarked;
