/// A log over HTTP, as tlog-tiles says: serving one that lies in a folder, and reading one of somebody else.
///
/// In: a log's files, or an address. Out: the checkpoint, tiles and bundles, byte for byte. Never: writes, serves the
/// writer's own state, or believes what it reads.
@NullMarked
package dev.firsthand.evidence.http;

import org.jspecify.annotations.NullMarked;
