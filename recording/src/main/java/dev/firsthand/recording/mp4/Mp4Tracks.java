package dev.firsthand.recording.mp4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads one `trak` box into an [Mp4Track].
final class Mp4Tracks {
    private static final int EDITS_MAX = 10_000;
    private static final int HANDLER_BYTES_MAX = 4096;
    private static final int TRANSFER_UNSAID = 2; // ITU-T H.273 table 3

    private final Mp4Source source;

    Mp4Tracks(Mp4Source source) {
        this.source = source;
    }

    Mp4Track read(Mp4Box trak) throws IOException {
        ByteBuffer tkhd = source.start(required(trak, "tkhd"), 84);
        boolean wide = tkhd.get(0) == 1;
        if (wide) {
            tkhd = source.start(required(trak, "tkhd"), 96);
        }
        int id = tkhd.getInt(wide ? 20 : 12);
        var matrix = new ArrayList<Integer>();
        for (int i = 0; i < 9; i++) {
            matrix.add(tkhd.getInt((wide ? 52 : 40) + 4 * i));
        }
        Media media = media(required(trak, "mdia"));
        ByteBuffer hdlr = source.payload(required(trak, "mdia", "hdlr"), HANDLER_BYTES_MAX);
        if (hdlr.remaining() < 12) {
            throw new MediaException("mp4-broken-box", "hdlr holds %d bytes".formatted(hdlr.remaining()));
        }
        Mp4Box stbl = required(trak, "mdia", "minf", "stbl");
        Entry entry = entry(stbl);
        return new Mp4Track(
                id,
                letters(hdlr, 8),
                handlerName(hdlr),
                entry.codec(),
                media.language(),
                media.timescale(),
                media.durationTicks(),
                entry.width(),
                entry.height(),
                matrix,
                edits(trak),
                entry.avc(),
                entry.nalLengthBytes(),
                entry.colourTransfer(),
                new Mp4SampleTables(source, stbl).read());
    }

    private record Media(long timescale, long durationTicks, String language) {}

    private Media media(Mp4Box mdia) throws IOException {
        Mp4Box box = required(mdia, "mdhd");
        ByteBuffer mdhd = source.start(box, 24);
        boolean wide = mdhd.get(0) == 1;
        if (wide) {
            mdhd = source.start(box, 36);
        }
        long timescale = Integer.toUnsignedLong(mdhd.getInt(wide ? 20 : 12));
        if (timescale == 0) {
            throw new MediaException("mp4-broken-box", "mdhd at byte %d has a timescale of 0".formatted(box.offset()));
        }
        long duration = wide ? mdhd.getLong(24) : Integer.toUnsignedLong(mdhd.getInt(16));
        int packed = Short.toUnsignedInt(mdhd.getShort(wide ? 32 : 20));
        return new Media(timescale, duration, language(packed));
    }

    /// Three letters of five bits each (ISO 639-2); old QuickTime codes come out as `und`.
    private static String language(int packed) {
        if (packed < 0x400 || packed == 0x7fff) {
            return "und";
        }
        var letters = new StringBuilder();
        for (int shift = 10; shift >= 0; shift -= 5) {
            letters.append((char) (0x60 + ((packed >> shift) & 31)));
        }
        return letters.toString();
    }

    private record Entry(
            String codec, int width, int height, Optional<AvcParameters> avc, int nalLengthBytes, int colourTransfer) {}

    private Entry entry(Mp4Box stbl) throws IOException {
        Mp4Box stsd = required(stbl, "stsd");
        if (stsd.children().isEmpty()) {
            throw new MediaException("mp4-missing-box", "stsd at byte %d has no entry".formatted(stsd.offset()));
        }
        Mp4Box first = stsd.children().getFirst();
        if (!Mp4Boxes.VISUAL_ENTRIES.contains(first.type())) {
            return new Entry(first.type(), 0, 0, Optional.empty(), 0, TRANSFER_UNSAID);
        }
        ByteBuffer fields = source.read(first.payloadOffset() - 78, 78, 78);
        int width = Short.toUnsignedInt(fields.getShort(24));
        int height = Short.toUnsignedInt(fields.getShort(26));
        Optional<Mp4Box> avcBox = first.find("avcC");
        Optional<AvcParameters> avc = avcBox.isPresent()
                ? Optional.of(AvcParameters.parse(source.payload(avcBox.get(), AvcParameters.PAYLOAD_BYTES_MAX)))
                : Optional.empty();
        Optional<Mp4Box> hevcBox = first.find("hvcC");
        int nalLengthBytes = avc.map(AvcParameters::nalLengthBytes).orElse(0);
        if (hevcBox.isPresent()) {
            nalLengthBytes = (source.start(hevcBox.get(), 23).get(21) & 3) + 1; // ISO/IEC 14496-15, 8.3.3
        }
        return new Entry(first.type(), width, height, avc, nalLengthBytes, colourTransfer(first));
    }

    /// From the `colr` box of kind `nclx` (ISO/IEC 14496-12, 12.1.5) or QuickTime's `nclc`.
    private int colourTransfer(Mp4Box entry) throws IOException {
        Optional<Mp4Box> box = entry.find("colr").filter(colr -> colr.payloadBytes() >= 10);
        if (box.isEmpty()) {
            return TRANSFER_UNSAID;
        }
        ByteBuffer colr = source.start(box.get(), 10);
        return letters(colr, 0).startsWith("ncl") ? Short.toUnsignedInt(colr.getShort(6)) : TRANSFER_UNSAID;
    }

    private List<Mp4Track.Edit> edits(Mp4Box trak) throws IOException {
        Optional<Mp4Box> box = trak.find("edts", "elst");
        if (box.isEmpty()) {
            return List.of();
        }
        ByteBuffer elst = source.payload(box.get(), 20L * EDITS_MAX + 8);
        if (elst.remaining() < 8) {
            throw new MediaException("mp4-broken-box", "elst holds %d bytes".formatted(elst.remaining()));
        }
        boolean wide = elst.getInt() >>> 24 == 1;
        long count = Integer.toUnsignedLong(elst.getInt());
        if (count * (wide ? 20 : 12) > elst.remaining()) {
            throw new MediaException("mp4-broken-table", "elst says %d entries, they are not there".formatted(count));
        }
        var edits = new ArrayList<Mp4Track.Edit>();
        for (long i = 0; i < count; i++) {
            long movieTicks = wide ? elst.getLong() : Integer.toUnsignedLong(elst.getInt());
            long mediaTicks = wide ? elst.getLong() : elst.getInt();
            elst.getInt();
            edits.add(new Mp4Track.Edit(movieTicks, mediaTicks));
        }
        return edits;
    }

    private static String letters(ByteBuffer bytes, int at) {
        return StandardCharsets.ISO_8859_1.decode(bytes.slice(at, 4)).toString();
    }

    private static String handlerName(ByteBuffer hdlr) {
        if (hdlr.remaining() <= 24) {
            return "";
        }
        String name = StandardCharsets.UTF_8
                .decode(hdlr.slice(24, hdlr.remaining() - 24))
                .toString();
        return name.endsWith("\0") ? name.substring(0, name.length() - 1) : name;
    }

    private static Mp4Box required(Mp4Box box, String... path) throws MediaException {
        return box.find(path)
                .orElseThrow(() -> new MediaException(
                        "mp4-missing-box",
                        "box %s at byte %d has no %s".formatted(box.type(), box.offset(), String.join("/", path))));
    }
}
