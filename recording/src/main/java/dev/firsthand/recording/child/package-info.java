/// Child: programs that open untrusted bytes, run with limits on memory, time, files and network.
///
/// In: a [ChildCommand] with its [ChildLimits]. Out: a [ChildOutcome] with what it used.
/// Never: passes on this process's environment, leaves a child behind, or lets one grow past its limits.
@NullMarked
package dev.firsthand.recording.child;

import org.jspecify.annotations.NullMarked;
