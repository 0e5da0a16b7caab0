package dev.firsthand.recording.validation;

import dev.firsthand.recording.mp4.Mp4Box;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The boxes that our own files have, and those that hold nothing but coding facts.
final class VideoBoxes {
    private static final Set<String> EXPECTED = Set.of(
            "ftyp", "free", "mdat", "moov", "mvhd", "trak", "tkhd", "edts", "elst", "mdia", "mdhd", "hdlr", "minf",
            "vmhd", "smhd", "nmhd", "dinf", "dref", "url ", "stbl", "stsd", "stts", "ctts", "stss", "stsc", "stsz",
            "stco", "co64", "sgpd", "sbgp", "sdtp", "avc1", "avc3", "avcC", "hvc1", "hev1", "hvcC", "av01", "av1C",
            "vp09", "vpcC", "pasp", "colr", "btrt", "fiel", "mp4a", "tx3g", "chrm", "clap");

    private VideoBoxes() {}

    static List<Mp4Box> unexpected(List<Mp4Box> boxes) {
        var found = new ArrayList<Mp4Box>();
        for (Mp4Box box : boxes) {
            if (!EXPECTED.contains(box.type())) {
                found.add(box);
            } else {
                found.addAll(unexpected(box.children()));
            }
        }
        return found;
    }
}
