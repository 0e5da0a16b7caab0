/// Live: motion that a program sends while it is made, as it comes over the network.
///
/// In: datagrams of Rokoko (JSON, version 3) and VMC (OSC), with the times at which they came. Out: moments of a
/// body, what came, was lost or was broken, and files that can be read also where the writer was killed.
/// Never: opens a socket, trusts a datagram, or keeps anybody's name.
@NullMarked
package dev.firsthand.recording.live;

import org.jspecify.annotations.NullMarked;
