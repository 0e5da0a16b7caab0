/// Episodes: what a finished capture turned out to hold.
///
/// In: a finished session and its sealed uploads. Out: an [Episode] with its streams on one clock, or a refusal in
/// words that the contributor can act on. Never: judges quality, or opens bytes in this process: children do.
@NullMarked
package dev.firsthand.engine.episode;

import org.jspecify.annotations.NullMarked;
