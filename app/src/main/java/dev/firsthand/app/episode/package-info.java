/// Episode: lists of sessions and episodes, and everything that is known of one episode on one page.
///
/// In: a member of the desk. Out: pages that change while they are looked at, and the bytes of redacted views.
/// Never: decides anything about a recording, or shows raw bytes without a reason that was recorded.
@NullMarked
package dev.firsthand.app.episode;

import org.jspecify.annotations.NullMarked;
