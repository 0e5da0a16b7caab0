package dev.firsthand.recording.mp4;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One box: its four letters, where it starts in the file, its whole size, and the boxes inside it when it is a kind
/// that we look into. `headerBytes` counts everything before the payload that [#children] start after.
public record Mp4Box(String type, long offset, long sizeBytes, int headerBytes, List<Mp4Box> children) {
    public Mp4Box {
        children = List.copyOf(children);
    }

    long payloadOffset() {
        return offset + headerBytes;
    }

    long payloadBytes() {
        return sizeBytes - headerBytes;
    }

    /// The first box down this path of types.
    public Optional<Mp4Box> find(String... path) {
        Optional<Mp4Box> here = Optional.of(this);
        for (String type : path) {
            here = here.flatMap(box -> box.all(type).findFirst());
        }
        return here;
    }

    /// The direct children of one type.
    public Stream<Mp4Box> all(String type) {
        return children.stream().filter(child -> child.type().equals(type));
    }
}
