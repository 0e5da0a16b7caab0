/// Signed notes: checkpoints of logs, the signatures of logs and witnesses below them, and which of these suffice.
///
/// In: keys, texts, notes, a policy. Out: notes with more signatures, and who signed. Never: reads a log, asks the
/// network, or takes an unknown key for a known one.
///
/// Formats: c2sp.org signed-note 1.0.0, tlog-checkpoint 1.0.0, tlog-cosignature 1.1.0, tlog-policy.
@NullMarked
package dev.firsthand.evidence.note;

import org.jspecify.annotations.NullMarked;
