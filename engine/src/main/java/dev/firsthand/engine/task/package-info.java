/// Tasks: what contributors are asked to do, in versions that never change.
///
/// In: a [TaskText] from an operator. Out: [Task].
/// Never: knows who records it or what is paid.
@NullMarked
package dev.firsthand.engine.task;

import org.jspecify.annotations.NullMarked;
