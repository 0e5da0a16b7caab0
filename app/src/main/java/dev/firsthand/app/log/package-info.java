/// The public log as people and programs meet it: read by anybody under `/log`, watched at the desk, opened by the
/// person whom an entry is about.
///
/// In: what the log, its witnesses and the chains say. Out: the files of the log, pages, receipts. Never: an entry
/// opened for anybody whom its statement is not meant for.
@NullMarked
package dev.firsthand.app.log;

import org.jspecify.annotations.NullMarked;
