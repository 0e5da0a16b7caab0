/// Edge: where the server meets the network. Where it listens and under which certificate, whom it believes about
/// whom, what it tells of its traffic, and how it stops.
///
/// In: connections, certificates, what a proxy in front says. Out: requests as if they had come to the public address,
/// one access line each, and figures.
/// Never: knows a person, a token or a path; it tells of requests by the pattern of their route.
@NullMarked
package dev.firsthand.app.edge;

import org.jspecify.annotations.NullMarked;
