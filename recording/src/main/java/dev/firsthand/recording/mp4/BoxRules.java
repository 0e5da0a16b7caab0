package dev.firsthand.recording.mp4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Which boxes may stand where, and what may be in those that could hide something.
final class BoxRules {
    private static final Set<String> ENTRY_BOXES =
            Set.of("avcC", "hvcC", "av1C", "vpcC", "colr", "pasp", "fiel", "btrt", "clli", "mdcv", "free");

    /// Parent to permitted children; the empty name is the file.
    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            Map.entry("", Set.of("ftyp", "moov", "mdat", "free")),
            Map.entry("moov", Set.of("mvhd", "trak", "free")),
            Map.entry("trak", Set.of("tkhd", "mdia")),
            Map.entry("mdia", Set.of("mdhd", "hdlr", "minf")),
            Map.entry("minf", Set.of("vmhd", "dinf", "stbl")),
            Map.entry("dinf", Set.of("dref")),
            Map.entry("dref", Set.of("url ")),
            Map.entry("stbl", Set.of("stsd", "stts", "ctts", "stss", "stsc", "stsz", "stco", "co64", "sdtp")),
            Map.entry("stsd", Set.of("avc1", "avc3", "hvc1", "hev1", "av01", "vp09")),
            Map.entry("avc1", ENTRY_BOXES),
            Map.entry("avc3", ENTRY_BOXES),
            Map.entry("hvc1", ENTRY_BOXES),
            Map.entry("hev1", ENTRY_BOXES),
            Map.entry("av01", ENTRY_BOXES),
            Map.entry("vp09", ENTRY_BOXES));

    private static final Set<String> BRANDS =
            Set.of("isom", "iso2", "iso4", "iso5", "iso6", "avc1", "mp41", "mp42", "hvc1", "av01", "qt  ");

    private static final String DEFAULT_HANDLER = "VideoHandler\0";
    private static final int UNDETERMINED_LANGUAGE = 0x55c4; // "und" in ISO 639-2 as packed by mdhd
    private static final int CHECKED_BYTES_MAX = 1 << 20;

    private final Mp4Source source;
    private final Consumer<Leak> leaks;

    BoxRules(Mp4Source source, Consumer<Leak> leaks) {
        this.source = source;
        this.leaks = leaks;
    }

    void check(List<Mp4Box> boxes) throws IOException {
        check("", "", boxes);
    }

    private void check(String parent, String path, List<Mp4Box> boxes) throws IOException {
        for (Mp4Box box : boxes) {
            String place = path.isEmpty() ? box.type() : path + "/" + box.type();
            if (!ALLOWED.getOrDefault(parent, Set.of()).contains(box.type())) {
                leak("leak-box", place, "a box that is not on the list");
                continue;
            }
            content(box, place);
            check(box.type(), place, box.children());
        }
    }

    private void content(Mp4Box box, String place) throws IOException {
        switch (box.type()) {
            case "ftyp" -> brands(box, place);
            case "free" -> zeros(box, place);
            case "mvhd" -> header(box, place, 100, 112);
            case "tkhd" -> header(box, place, 84, 96);
            case "mdhd" -> mediaHeader(box, place);
            case "hdlr" -> handler(box, place);
            case "url " -> length(box, place, 4);
            case "vmhd" -> length(box, place, 12);
            case "colr" -> colour(box, place);
            case "avcC" -> avcParameterSets(box, place);
            case "hvcC" -> hevcParameterSets(box, place);
            case "av1C" -> av1Configuration(box, place);
            case "vpcC" -> length(box, place, 12);
            case "pasp" -> length(box, place, 8);
            case "fiel" -> length(box, place, 2);
            case "btrt" -> length(box, place, 12);
            case "clli" -> length(box, place, 4);
            case "mdcv" -> length(box, place, 24);
            case "stts", "ctts", "co64" -> table(box, place, 8);
            case "stss", "stco" -> table(box, place, 4);
            case "stsc" -> table(box, place, 12);
            case "avc1", "avc3", "hvc1", "hev1", "av01", "vp09" -> entry(box, place);
            default -> {
                // boxes of boxes, and tables whose length the reader checks
            }
        }
    }

    private void brands(Mp4Box box, String place) throws IOException {
        ByteBuffer ftyp = source.payload(box, 1024);
        for (int at = 0; at + 4 <= ftyp.remaining(); at += 4) {
            String brand = StandardCharsets.ISO_8859_1.decode(ftyp.slice(at, 4)).toString();
            if (at != 4 && !BRANDS.contains(brand)) { // the second word is a version
                leak("leak-brand", place, "an unknown brand");
            }
        }
    }

    private void zeros(Mp4Box box, String place) throws IOException {
        if (!FreeSpace.zeros(source, box)) {
            leak("leak-hidden-bytes", place, "free space that is not zero");
        }
    }

    /// Creation and change time stand first in all three headers.
    private void header(Mp4Box box, String place, int bytes, int wideBytes) throws IOException {
        boolean wide = source.start(box, 1).get(0) == 1;
        length(box, place, wide ? wideBytes : bytes);
        ByteBuffer times = source.start(box, wide ? 20 : 12);
        for (int at = 4; at < times.limit(); at++) {
            if (times.get(at) != 0) {
                leak("leak-date", place, "a creation or change time");
                return;
            }
        }
    }

    private void mediaHeader(Mp4Box box, String place) throws IOException {
        header(box, place, 24, 36);
        boolean wide = source.start(box, 1).get(0) == 1;
        int language = Short.toUnsignedInt(source.start(box, wide ? 34 : 22).getShort(wide ? 32 : 20));
        if (language != UNDETERMINED_LANGUAGE) {
            leak("leak-language", place, "a language other than 'und'");
        }
    }

    private void handler(Mp4Box box, String place) throws IOException {
        ByteBuffer hdlr = source.payload(box, CHECKED_BYTES_MAX);
        String type = hdlr.remaining() < 24
                ? ""
                : StandardCharsets.ISO_8859_1.decode(hdlr.slice(8, 4)).toString();
        String name = hdlr.remaining() < 24
                ? ""
                : StandardCharsets.ISO_8859_1
                        .decode(hdlr.slice(24, hdlr.remaining() - 24))
                        .toString();
        if (!type.equals("vide") || !(name.equals(DEFAULT_HANDLER) || name.equals("\0") || name.isEmpty())) {
            leak("leak-handler", place, "a handler other than the default one of pictures");
        }
    }

    /// Only the numbers form of colours; the other form holds a colour profile with words in it.
    private void colour(Mp4Box box, String place) throws IOException {
        String form = StandardCharsets.ISO_8859_1.decode(source.start(box, 4)).toString();
        if (!form.equals("nclx") && !form.equals("nclc")) {
            leak("leak-colour-profile", place, "a colour profile");
        }
    }

    /// The encoder's name, 32 bytes at 42 of a visual sample entry, must be empty.
    private void entry(Mp4Box box, String place) throws IOException {
        ByteBuffer fields = source.read(box.payloadOffset() - 78, 78, 78);
        for (int at = 42; at < 74; at++) {
            if (fields.get(at) != 0) {
                leak("leak-encoder-name", place, "a name of the encoder");
                return;
            }
        }
    }

    /// The sets are of their kinds, and nothing follows them but the four bytes of the higher profiles.
    private void avcParameterSets(Mp4Box box, String place) throws IOException {
        ByteBuffer payload = source.payload(box, AvcParameters.PAYLOAD_BYTES_MAX);
        AvcParameters avc = AvcParameters.parse(payload);
        boolean sets = avc.sequenceSets().stream().allMatch(set -> set.length > 0 && (set[0] & 31) == 7)
                && avc.pictureSets().stream().allMatch(set -> set.length > 0 && (set[0] & 31) == 8);
        boolean nothingBehind =
                payload.remaining() == 0 || (payload.remaining() == 4 && payload.get(payload.limit() - 1) == 0);
        if (!sets || !nothingBehind) {
            leak("leak-coded-message", place, "more than parameter sets");
        }
    }

    private void hevcParameterSets(Mp4Box box, String place) throws IOException {
        if (!HevcConfiguration.parse(source.payload(box, HevcConfiguration.PAYLOAD_BYTES_MAX))
                .picturesOnly()) {
            leak("leak-coded-message", place, "more than parameter sets");
        }
    }

    /// Four bytes, then open bitstream units (AV1 in ISOBMFF 2.3.3), of which only the sequence header belongs there.
    private void av1Configuration(Mp4Box box, String place) throws IOException {
        BitSet kinds =
                CodedUnits.bitstreamUnits(source, box.payloadOffset() + 4, box.payloadOffset() + box.payloadBytes());
        kinds.andNot(CodedUnits.AV1_PICTURES);
        if (!kinds.isEmpty()) {
            leak("leak-coded-message", place, "more than a sequence header");
        }
    }

    private void table(Mp4Box box, String place, int entryBytes) throws IOException {
        long entries = Integer.toUnsignedLong(source.start(box, 8).getInt(4));
        if (box.payloadBytes() != 8 + entries * entryBytes) {
            leak("leak-hidden-bytes", place, "bytes behind the table");
        }
    }

    private void length(Mp4Box box, String place, int payloadBytes) {
        if (box.payloadBytes() != payloadBytes) {
            leak("leak-hidden-bytes", place, "%d bytes where %d belong".formatted(box.payloadBytes(), payloadBytes));
        }
    }

    private void leak(String code, String place, String message) {
        leaks.accept(new Leak(code, place.replaceAll("[^\\x20-\\x7e]", "?"), message));
    }
}
