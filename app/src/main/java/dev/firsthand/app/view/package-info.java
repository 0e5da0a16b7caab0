/// View: what the engine's rooms hold, in the words of doors and pages.
///
/// In: values of the engine. Out: plain records and refusals with a code and words that say what to do.
/// Never: knows who asks, or how an answer is sent.
@NullMarked
package dev.firsthand.app.view;

import org.jspecify.annotations.NullMarked;
