/// Web: the HTTP doors. `/api/v1` speaks JSON, `/upload` tus 1.0, `/copy` serves a holder's files.
///
/// In: requests with a bearer token. Out: answers in the words of the engine's rooms.
/// Never: decides anything, writes SQL, or lets an answer tell "not yours" from "not there".
@NullMarked
package dev.firsthand.app.web;

import org.jspecify.annotations.NullMarked;
