/// Contributors: who was invited, who joined, and the token by which a contributor is known again.
///
/// In: an invitation link and a [JoinForm]. Out: [Contributor] and a token.
/// Never: keeps a name, an address or anything else that says who the person is.
@NullMarked
package dev.firsthand.engine.contributor;

import org.jspecify.annotations.NullMarked;
