/// Scenarios: a home, its people, what they ask for and what goes wrong; and the generator that proves each one fair.
///
/// In: a library of activities and a seed. Out: a [Scenario], and a [Stage] on which it is lived.
/// Never: a scenario that the oracle can't solve or that rewards doing nothing; a goal, twist or seed sent to a policy.
@NullMarked
package dev.firsthand.bench.scenario;

import org.jspecify.annotations.NullMarked;
