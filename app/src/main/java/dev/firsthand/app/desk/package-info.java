/// Desk: the pages of the people who run it: tasks, invitations, the queue of recordings to look at.
///
/// In: forms and the cookie of a member of the desk. Out: pages and the pictures of redacted views.
/// Never: shows raw bytes, or does what the member's role does not cover.
@NullMarked
package dev.firsthand.app.desk;

import org.jspecify.annotations.NullMarked;
