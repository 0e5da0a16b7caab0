/// Web: the HTTP doors.
///
/// In: requests. Out: answers. Never: decides.
@NullMarked
package dev.firsthand.app.web;

import org.jspecify.annotations.NullMarked;
