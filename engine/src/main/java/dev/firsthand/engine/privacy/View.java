package dev.firsthand.engine.privacy;

import dev.firsthand.engine.custody.ObjectId;
import java.util.List;

/// The sealed files that the privacy step made of one recording.
///
/// `cleaned` is what releases are made of: of a film the scrubbed stream with the source's own frame times, of a body's
/// motion alone its clip with the joints under common names. `proxy` is an H.264 rendering of it for looking, with
/// the same times (a body is drawn); `contactSheets` are JPEG pages of one picture a second.
public record View(ObjectId cleaned, ObjectId proxy, List<ObjectId> contactSheets) {
    public View {
        contactSheets = List.copyOf(contactSheets);
    }
}
