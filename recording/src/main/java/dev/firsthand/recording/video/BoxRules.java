package dev.firsthand.recording.video;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Which boxes may stand where, and what may be in those that could hide something.
final class BoxRules {
    private static final Set<String> ENTRY_BOXES =
            Set.of("avcC", "hvcC", "av1C", "vpcC", "colr", "pasp", "fiel", "btrt", "clli", "mdcv");

    /// Parent to permitted children; the empty name is the file.
    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            Map.entry("", Set.of("ftyp", "moov", "mdat", "free")),
            Map.entry("moov", Set.of("mvhd", "trak", "free")),
            Map.entry("trak", Set.of("tkhd", "mdia")),
            Map.entry("mdia", Set.of("mdhd", "hdlr", "minf")),
            Map.entry("minf", Set.of("vmhd", "dinf", "stbl")),
            Map.entry("dinf", Set.of("dref")),
            Map.entry("dref", Set.of("url ")),
            Map.entry("stbl", Set.of("stsd", "stts", "ctts", "stss", "stsc", "stsz", "stco", "co64")),
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
    private static final int HEVC_ARRAYS = 22; // bytes of hvcC before the count of its arrays

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
            case "hvcC" -> parameterSets(box, place);
            case "avc1", "avc3", "hvc1", "hev1", "av01", "vp09" -> entry(box, place);
            default -> {
                // tables of numbers, and numbers about the picture
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
        ByteBuffer free = source.payload(box, CHECKED_BYTES_MAX);
        while (free.hasRemaining()) {
            if (free.get() != 0) {
                leak("leak-hidden-bytes", place, "free space that is not zero");
                return;
            }
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

    /// The arrays of an hvcC box may hold parameter sets only (ISO/IEC 14496-15, 8.3.3).
    private void parameterSets(Mp4Box box, String place) throws IOException {
        ByteBuffer hvcC = source.payload(box, CHECKED_BYTES_MAX);
        if (hvcC.remaining() <= HEVC_ARRAYS) {
            return;
        }
        hvcC.position(HEVC_ARRAYS);
        int arrays = hvcC.get() & 255;
        for (int array = 0; array < arrays && hvcC.remaining() >= 3; array++) {
            int kind = hvcC.get() & 63;
            int count = Short.toUnsignedInt(hvcC.getShort());
            if (!CodedUnits.HEVC_PICTURES.get(kind)) {
                leak("leak-coded-message", place, "units of kind %d are no pictures".formatted(kind));
            }
            for (int unit = 0; unit < count && hvcC.remaining() >= 2; unit++) {
                int length = Short.toUnsignedInt(hvcC.getShort());
                hvcC.position(Math.min(hvcC.limit(), hvcC.position() + length));
            }
        }
        if (hvcC.hasRemaining()) {
            leak("leak-hidden-bytes", place, "bytes after the parameter sets");
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
