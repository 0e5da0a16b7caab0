/// Staff: the people of the desk, how they come in and how they prove who they are.
///
/// In: a one-time link or a sign-in token. Out: [StaffMember] with a [Role].
/// Never: decides anything about a contributor, or keeps a token that could be read back.
@NullMarked
package dev.firsthand.engine.staff;

import org.jspecify.annotations.NullMarked;
