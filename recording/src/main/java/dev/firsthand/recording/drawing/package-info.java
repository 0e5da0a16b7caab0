/// Drawing: the motion of a body as moving pictures, for people who must see what was done.
///
/// In: a clip. Out: frames for [dev.firsthand.recording.video.ProxyRendering]: the body from two sides, left
/// and right in two colours. Never: shows how tall somebody is, what a joint is called, or what was not
/// measured.
@NullMarked
package dev.firsthand.recording.drawing;

import org.jspecify.annotations.NullMarked;
