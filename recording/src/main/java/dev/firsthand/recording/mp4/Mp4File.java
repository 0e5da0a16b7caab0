package dev.firsthand.recording.mp4;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The structure of an mp4 (or mov) file: its boxes, tracks and samples, read in plain Java and never decoded.
///
/// Reads positions and tables only, in pieces with limits; a crafted file ends in an [MediaException] with one of the
/// codes `mp4-truncated`, `mp4-too-large`, `mp4-too-deep`, `mp4-too-many-boxes`, `mp4-broken-box`, `mp4-broken-table`,
/// `mp4-missing-box`, `mp4-too-many-tracks`, `mp4-no-moov`, `mp4-fragmented`. Fragmented files are refused: none of
/// ours is.
public record Mp4File(List<Mp4Box> boxes, List<Mp4Track> tracks, long sizeBytes) {
    public static final int TRACKS_MAX = 16;

    public Mp4File {
        boxes = List.copyOf(boxes);
        tracks = List.copyOf(tracks);
    }

    public static Mp4File read(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return read(channel);
        }
    }

    public static Mp4File read(FileChannel channel) throws IOException {
        var source = new Mp4Source(channel);
        List<Mp4Box> boxes = new Mp4Boxes(source).read();
        Mp4Box moov = top(boxes, "moov")
                .orElseThrow(() -> new MediaException("mp4-no-moov", "the file has no index (moov box)"));
        if (top(boxes, "moof").isPresent() || moov.find("mvex").isPresent()) {
            throw new MediaException("mp4-fragmented", "the file is fragmented (moof or mvex box)");
        }
        List<Mp4Box> traks = moov.all("trak").toList();
        if (traks.size() > TRACKS_MAX) {
            throw new MediaException(
                    "mp4-too-many-tracks", "%d tracks, at most %d are read".formatted(traks.size(), TRACKS_MAX));
        }
        var tracks = new ArrayList<Mp4Track>();
        for (Mp4Box trak : traks) {
            tracks.add(new Mp4Tracks(source).read(trak));
        }
        return new Mp4File(boxes, tracks, source.sizeBytes());
    }

    /// The first track of pictures.
    public Optional<Mp4Track> video() {
        return tracks.stream().filter(Mp4Track::video).findFirst();
    }

    /// The index (`moov`), which every file that was read has.
    Mp4Box index() {
        return top(boxes, "moov").orElseThrow();
    }

    private static Optional<Mp4Box> top(List<Mp4Box> boxes, String type) {
        return boxes.stream().filter(box -> box.type().equals(type)).findFirst();
    }
}
