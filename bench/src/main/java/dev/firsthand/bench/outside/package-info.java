/// Worlds outside: another simulator, or a room with a robot in it, over `world/1`.
///
/// In: activities, a world, a robot policy. Out: what the policy added there, beside its twins.
/// Never: what a world shows that is changed on its way to the policy; a goal or the name of a task that reaches the
/// policy; a fault of the world that counts against it.
@NullMarked
package dev.firsthand.bench.outside;

import org.jspecify.annotations.NullMarked;
