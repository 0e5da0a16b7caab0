/// Uploads: bytes that arrive in pieces over bad lines, and the point up to which they are safe.
///
/// In: a person, a stated length, pieces of bytes at an offset. Out: [UploadStatus] and, once whole,
/// [CompletedUpload]. Never: opens what it received, knows what a recording is, or acknowledges a byte that is not
/// on the disk.
@NullMarked
package dev.firsthand.engine.upload;

import org.jspecify.annotations.NullMarked;
