/// Review: which stretches of a recording a person accepts.
///
/// In: a scrubbed episode. Out: [Reviewed] with its accepted spans, reasons and author. Never: decides by software.
@NullMarked
package dev.firsthand.engine.review;

import org.jspecify.annotations.NullMarked;
