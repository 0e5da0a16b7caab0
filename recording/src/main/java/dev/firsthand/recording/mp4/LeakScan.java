package dev.firsthand.recording.mp4;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// Looks through an mp4 of ours for anything that is not pictures and times: every box, every field that could carry
/// words or a date, every byte that no sample owns, and the kind of every coded unit (SEI and other messages).
///
/// An allow-list, not a search: what is not known to be harmless is a leak. It does not look into the pictures
/// themselves, nor into the parameter sets and slices of the codec.
public final class LeakScan {
    /// So many are named; a file with one is already not fit to be shown.
    public static final int LEAKS_MAX = 100;

    private final List<Leak> leaks = new ArrayList<>();

    private LeakScan() {}

    /// Empty when nothing is left. A file that can't be read is one leak, `leak-unreadable`.
    public static List<Leak> scan(Path mp4) throws IOException {
        var scan = new LeakScan();
        try (var channel = FileChannel.open(mp4, StandardOpenOption.READ)) {
            scan.look(channel);
        } catch (MediaException unreadable) {
            scan.add(new Leak("leak-unreadable", "file", unreadable.code() + ": " + unreadable.getMessage()));
        }
        return List.copyOf(scan.leaks);
    }

    private void look(FileChannel channel) throws IOException {
        Mp4File mp4 = Mp4File.read(channel);
        new BoxRules(new Mp4Source(channel), this::add).check(mp4.boxes());
        if (mp4.tracks().size() == 1 && mp4.tracks().getFirst().video()) {
            bytesOutsideSamples(mp4, mp4.tracks().getFirst());
        } else {
            add(new Leak("leak-track", "moov", "there must be one video track and no other"));
        }
        for (Mp4Track track : mp4.tracks()) {
            codedUnits(channel, track);
        }
    }

    /// The media data must be the samples and nothing else.
    private void bytesOutsideSamples(Mp4File mp4, Mp4Track track) {
        List<Mp4Box> media =
                mp4.boxes().stream().filter(box -> box.type().equals("mdat")).toList();
        if (media.size() != 1) {
            add(new Leak("leak-unowned-bytes", "mdat", "%d boxes of media data, ours has one".formatted(media.size())));
            return;
        }
        long end = media.getFirst().payloadOffset();
        for (int sample = 0; sample < track.samples().size(); sample++) {
            if (track.samples().offsets()[sample] != end) { // ours lie one after the other
                add(new Leak("leak-unowned-bytes", "mdat", "something lies before sample %d".formatted(sample)));
                return;
            }
            end += track.samples().sizesBytes()[sample];
        }
        long unowned = media.getFirst().payloadOffset() + media.getFirst().payloadBytes() - end;
        if (unowned != 0) {
            add(new Leak("leak-unowned-bytes", "mdat", "%d bytes behind the last sample".formatted(unowned)));
        }
    }

    private void codedUnits(FileChannel channel, Mp4Track track) throws IOException {
        Optional<BitSet> allowed = CodedUnits.pictures(track.codec());
        if (allowed.isEmpty()) {
            return; // VP9 has no units for messages
        }
        for (int sample = 0; sample < track.samples().size(); sample++) {
            BitSet others = CodedUnits.kinds(channel, track, sample);
            others.andNot(allowed.get());
            if (!others.isEmpty()) {
                add(new Leak(
                        "leak-coded-message",
                        "sample " + sample,
                        "units of kinds %s are no pictures".formatted(others)));
            }
        }
    }

    private void add(Leak leak) {
        if (leaks.size() < LEAKS_MAX) {
            leaks.add(leak);
        }
    }
}
