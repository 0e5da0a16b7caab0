/// The words behind a command, the same from the distribution and from the auditor's jar.
///
/// In: the words as typed. Out: options, flags and the rest, or what is wrong with them. Never: opens a file, or
/// takes an option that the command does not have.
@NullMarked
package dev.firsthand.evidence.command;

import org.jspecify.annotations.NullMarked;
