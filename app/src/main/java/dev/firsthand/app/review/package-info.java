/// Review: the queue of recordings that wait for a person's eyes.
///
/// In: a member of the desk who may review. Out: pages, and answers kept in the engine.
/// Never: shows raw bytes, or lets anybody take back what they saw.
@NullMarked
package dev.firsthand.app.review;

import org.jspecify.annotations.NullMarked;
