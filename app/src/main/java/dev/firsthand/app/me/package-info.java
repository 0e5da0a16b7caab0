/// Me: the contributor's own pages, made for a phone: join, read, answer, upload, see what became of it.
///
/// In: forms and the contributor's cookie. Out: pages.
/// Never: shows one person's things to another, presets an answer, or decides anything.
@NullMarked
package dev.firsthand.app.me;

import org.jspecify.annotations.NullMarked;
