/// Policies at the far end of a WebSocket: `home/1` as docs/formats/bench.md has it, over our own MessagePack.
///
/// In: what a robot sees and hears. Out: its answer, matched against names and numbers that we know.
/// Never: anything of a policy that is evaluated; a fault of the wire that is not the policy's scored failure; a wait
/// without an end.
@NullMarked
package dev.firsthand.bench.wire;

import org.jspecify.annotations.NullMarked;
