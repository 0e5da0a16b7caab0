/// Tus: the door for uploads, the tus protocol 1.0.0 at `/upload`.
///
/// In: requests, and an [UploadAuthorization] that says whose they are. Out: the answers of tus, each refusal with a
/// code. Never: decides whose turn it is or what is durable, or knows how people sign in.
@NullMarked
package dev.firsthand.app.tus;

import org.jspecify.annotations.NullMarked;
