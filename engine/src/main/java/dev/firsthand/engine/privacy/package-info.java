/// Privacy: the view of a recording that may be looked at and released.
///
/// In: a checked episode. Out: [Scrubbed] (no sound, no metadata, nothing hidden in the stream), and after a
/// person's answer [ClearedByPerson] or a quarantine. Never: changes the sealed raw bytes, or decides without a
/// person.
@NullMarked
package dev.firsthand.engine.privacy;

import org.jspecify.annotations.NullMarked;
