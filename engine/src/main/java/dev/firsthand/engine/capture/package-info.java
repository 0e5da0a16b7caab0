/// Capture: one session of recording, from the start to the moment the contributor says that it is whole.
///
/// In: a contributor whose consent stands, a task version, completed uploads. Out: [Session] and the event
/// [Capture#FINISHED]. Never: opens the bytes, or judges them.
@NullMarked
package dev.firsthand.engine.capture;

import org.jspecify.annotations.NullMarked;
