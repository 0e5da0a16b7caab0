/// Tasks: what contributors are asked to do, in versions that never change.
///
/// In: an [Offer] from an operator, drafted or at once, and pictures. Out: [Task].
/// Never: knows who records it, or reckons what anybody is paid: the pay rule is told here, and kept as it was told.
@NullMarked
package dev.firsthand.engine.task;

import org.jspecify.annotations.NullMarked;
