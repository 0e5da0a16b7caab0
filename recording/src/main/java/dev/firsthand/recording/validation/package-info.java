/// Validation: whether a folder is a LeRobot v3.0 data set that training code can read and that tells nothing private.
///
/// In: a folder from anywhere. Out: a [ValidationReport] that names each broken [Rule] with its place.
/// Never: decodes pixels, writes, mends what it finds, or stops at the first fault.
@NullMarked
package dev.firsthand.recording.validation;

import org.jspecify.annotations.NullMarked;
