/// Quality: what can be measured of a recording, and against which limit.
///
/// In: an episode. Out: [Checked], the episode with its findings. Never: rejects a recording or a person; a finding
/// is evidence for somebody who decides.
@NullMarked
package dev.firsthand.engine.quality;

import org.jspecify.annotations.NullMarked;
