/// Jobs: durable runs of steps, events, and the results of steps that need not be made twice.
///
/// In: kinds of runs, handlers of events. Out: work that is done once, whatever is killed meanwhile, and
/// [RunStatus]. Never: knows what a step does, or which stage follows which.
@NullMarked
// tidy: many small values, for each of which somebody who watches or adds work asks by name
package dev.firsthand.engine.job;

import org.jspecify.annotations.NullMarked;
