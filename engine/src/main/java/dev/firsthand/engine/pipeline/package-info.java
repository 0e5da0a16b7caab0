/// Pipeline: which stage follows which.
///
/// In: the events that rooms publish with their facts. Out: the next stage's run, begun in the event's own
/// transaction. Never: does any work of a stage itself.
@NullMarked
package dev.firsthand.engine.pipeline;

import org.jspecify.annotations.NullMarked;
