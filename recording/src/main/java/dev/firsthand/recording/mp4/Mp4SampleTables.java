package dev.firsthand.recording.mp4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// Expands the run-length tables of one `stbl` box into [Mp4Samples]; every count is checked before it is believed.
final class Mp4SampleTables {
    static final int SAMPLES_MAX = 2_000_000;
    private static final long TABLE_BYTES_MAX = 16L * SAMPLES_MAX + 64;

    private final Mp4Source source;
    private final Mp4Box stbl;

    Mp4SampleTables(Mp4Source source, Mp4Box stbl) {
        this.source = source;
        this.stbl = stbl;
    }

    Mp4Samples read() throws IOException {
        int[] sizes = sizes();
        long[] decodeTicks = decodeTicks(sizes.length);
        return new Mp4Samples(
                decodeTicks, presentationTicks(decodeTicks), sizes, offsets(sizes), keyframes(sizes.length));
    }

    private int[] sizes() throws IOException {
        Mp4Box box = stbl.find("stsz")
                .orElseThrow(
                        () -> new MediaException("mp4-missing-box", "a track has no table of sample sizes (stsz)"));
        ByteBuffer table = table(box, 12);
        table.getInt();
        int same = table.getInt();
        int count = count(table, same == 0 ? 4 : 0, "stsz");
        var sizes = new int[count];
        for (int i = 0; i < count; i++) {
            sizes[i] = same == 0 ? table.getInt() : same;
            if (sizes[i] < 0 || sizes[i] > Mp4Samples.SAMPLE_BYTES_MAX) {
                throw broken("stsz", "sample %d has %d bytes".formatted(i, Integer.toUnsignedLong(sizes[i])));
            }
        }
        return sizes;
    }

    private long[] decodeTicks(int samples) throws IOException {
        ByteBuffer table = required("stts");
        int entries = count(table, 8, "stts");
        var ticks = new long[samples];
        int sample = 0;
        long tick = 0;
        for (int entry = 0; entry < entries; entry++) {
            long run = Integer.toUnsignedLong(table.getInt());
            long delta = Integer.toUnsignedLong(table.getInt());
            checkRun("stts", run, samples - sample);
            for (long i = 0; i < run; i++) {
                ticks[sample++] = tick;
                tick += delta;
            }
        }
        checkAll("stts", sample, samples);
        return ticks;
    }

    private long[] presentationTicks(long[] decodeTicks) throws IOException {
        Optional<Mp4Box> box = stbl.find("ctts");
        if (box.isEmpty()) {
            return decodeTicks;
        }
        ByteBuffer table = table(box.get(), 8);
        table.getInt();
        int entries = count(table, 8, "ctts");
        long[] ticks = decodeTicks.clone();
        int sample = 0;
        for (int entry = 0; entry < entries; entry++) {
            long run = Integer.toUnsignedLong(table.getInt());
            int shift = table.getInt(); // version 0 says unsigned, but writers put negative numbers there too
            checkRun("ctts", run, ticks.length - sample);
            for (long i = 0; i < run; i++) {
                ticks[sample++] += shift;
            }
        }
        checkAll("ctts", sample, ticks.length);
        return ticks;
    }

    private boolean[] keyframes(int samples) throws IOException {
        var keyframes = new boolean[samples];
        Optional<Mp4Box> box = stbl.find("stss");
        if (box.isEmpty()) {
            Arrays.fill(keyframes, true);
            return keyframes;
        }
        ByteBuffer table = table(box.get(), 8);
        table.getInt();
        int entries = count(table, 4, "stss");
        for (int i = 0; i < entries; i++) {
            int number = table.getInt();
            if (number < 1 || number > samples) {
                throw broken("stss", "keyframe %d of %d samples".formatted(number, samples));
            }
            keyframes[number - 1] = true;
        }
        return keyframes;
    }

    private long[] offsets(int[] sizes) throws IOException {
        long[] chunks = chunkOffsets();
        ByteBuffer table = required("stsc");
        int entries = count(table, 12, "stsc");
        var offsets = new long[sizes.length];
        int sample = 0;
        long chunk = 1;
        long perChunk = 0;
        for (int entry = 0; entry <= entries; entry++) {
            boolean last = entry == entries;
            long first = last ? chunks.length + 1L : Integer.toUnsignedLong(table.getInt());
            if (first < chunk || first > chunks.length + 1L || (entry == 0 && !last && first != 1)) {
                throw broken("stsc", "entry %d starts at chunk %d of %d".formatted(entry, first, chunks.length));
            }
            for (; chunk < first; chunk++) {
                checkRun("stsc", perChunk, sizes.length - sample);
                sample = layChunk(chunks[(int) chunk - 1], sample, (int) perChunk, sizes, offsets);
            }
            if (!last) {
                perChunk = Integer.toUnsignedLong(table.getInt());
                table.getInt();
            }
        }
        checkAll("stsc", sample, sizes.length);
        return offsets;
    }

    private int layChunk(long start, int firstSample, int count, int[] sizes, long[] offsets) throws MediaException {
        long at = start;
        for (int sample = firstSample; sample < firstSample + count; sample++) {
            if (at < 0 || at > source.sizeBytes() - sizes[sample]) {
                throw new MediaException(
                        "mp4-truncated",
                        "sample %d lies at byte %d with %d bytes, the file has %d bytes"
                                .formatted(sample, at, sizes[sample], source.sizeBytes()));
            }
            offsets[sample] = at;
            at += sizes[sample];
        }
        return firstSample + count;
    }

    private long[] chunkOffsets() throws IOException {
        boolean wide = stbl.find("co64").isPresent();
        ByteBuffer table = required(wide ? "co64" : "stco");
        var chunks = new long[count(table, wide ? 8 : 4, wide ? "co64" : "stco")];
        for (int i = 0; i < chunks.length; i++) {
            chunks[i] = wide ? table.getLong() : Integer.toUnsignedLong(table.getInt());
        }
        return chunks;
    }

    /// A table past its version and flags.
    private ByteBuffer required(String type) throws IOException {
        Mp4Box box = stbl.find(type).orElseThrow(() -> new MediaException("mp4-missing-box", "a track has no " + type));
        ByteBuffer table = table(box, 8);
        table.getInt();
        return table;
    }

    private ByteBuffer table(Mp4Box box, int bytesMin) throws IOException {
        source.start(box, bytesMin);
        return source.payload(box, TABLE_BYTES_MAX);
    }

    private static int count(ByteBuffer table, int entryBytes, String type) throws MediaException {
        long count = Integer.toUnsignedLong(table.getInt());
        if (count > SAMPLES_MAX || count * entryBytes > table.remaining()) {
            throw broken(
                    type,
                    "it says %d entries, %d bytes follow, at most %d entries are read"
                            .formatted(count, table.remaining(), SAMPLES_MAX));
        }
        return (int) count;
    }

    private static void checkRun(String type, long run, int left) throws MediaException {
        if (run > left) {
            throw broken(type, "a run of %d samples where %d are left".formatted(run, left));
        }
    }

    private static void checkAll(String type, int covered, int samples) throws MediaException {
        if (covered != samples) {
            throw broken(type, "it covers %d of %d samples".formatted(covered, samples));
        }
    }

    private static MediaException broken(String type, String why) {
        return new MediaException("mp4-broken-table", "table %s: %s".formatted(type, why));
    }
}
