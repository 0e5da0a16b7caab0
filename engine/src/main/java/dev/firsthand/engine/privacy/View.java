package dev.firsthand.engine.privacy;

import dev.firsthand.engine.custody.ObjectId;
import java.util.List;

/// The sealed files that the privacy step made of one recording.
///
/// `video` is the scrubbed stream with the source's own frame times; `proxy` is an H.264 rendering of it for
/// looking, with the same times; `contactSheets` are JPEG pages of one picture a second.
public record View(ObjectId video, ObjectId proxy, List<ObjectId> contactSheets) {
    public View {
        contactSheets = List.copyOf(contactSheets);
    }
}
