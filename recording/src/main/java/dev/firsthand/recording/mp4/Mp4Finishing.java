package dev.firsthand.recording.mp4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// The last touch on an mp4 that FFmpeg wrote for us. Its muxer always leaves an empty metadata box (`udta`), which
/// becomes free space of zeros, and writes the encoder's name into the sample entry, which is blanked; messages that an
/// HEVC encoder left among the parameter sets go too. So [LeakScan] needs no exception for any of them.
public final class Mp4Finishing {
    private static final String UNEXPECTED_METADATA = "mp4-unexpected-metadata";

    private static final int BOX_HEADER_BYTES = 8;
    private static final int UDTA_BYTES_MAX = 4096;
    private static final int ENCODER_NAME_BYTES = 32; // ISO/IEC 14496-12, 12.1.3: `compressorname`
    private static final int ENCODER_NAME_BEFORE_CHILDREN = 36;

    private Mp4Finishing() {}

    public static Mp4File finish(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            Mp4Box moov = Mp4File.read(channel).index();
            for (Mp4Box udta : moov.all("udta").toList()) {
                free(channel, udta);
            }
            for (Mp4Box trak : moov.all("trak").toList()) {
                for (Mp4Box entry : trak.find("mdia", "minf", "stbl", "stsd")
                        .map(Mp4Box::children)
                        .orElse(List.of())) {
                    entry(channel, entry);
                }
            }
            return Mp4File.read(channel);
        }
    }

    private static void entry(FileChannel channel, Mp4Box entry) throws IOException {
        if (Mp4Boxes.VISUAL_ENTRIES.contains(entry.type())) {
            zeros(channel, entry.payloadOffset() - ENCODER_NAME_BEFORE_CHILDREN, ENCODER_NAME_BYTES);
        }
        for (Mp4Box hvcC : entry.all("hvcC").toList()) {
            parameterSets(channel, hvcC);
        }
    }

    /// Writes a shorter box and free space behind it, so that nothing else moves.
    private static void parameterSets(FileChannel channel, Mp4Box hvcC) throws IOException {
        ByteBuffer payload = new Mp4Source(channel).payload(hvcC, HevcConfiguration.PAYLOAD_BYTES_MAX);
        byte[] kept = HevcConfiguration.parse(payload).bytesOfPictures();
        int spare = (int) hvcC.payloadBytes() - kept.length;
        if (spare == 0) {
            return;
        }
        if (spare < BOX_HEADER_BYTES) {
            throw new MediaException(UNEXPECTED_METADATA, "an hvcC box holds units that cannot be removed");
        }
        var bytes = ByteBuffer.allocate((int) hvcC.sizeBytes());
        bytes.putInt(BOX_HEADER_BYTES + kept.length).put(letters("hvcC")).put(kept);
        bytes.putInt(spare).put(letters("free"));
        write(channel, bytes.array(), hvcC.offset());
    }

    private static byte[] letters(String type) {
        return type.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void free(FileChannel channel, Mp4Box udta) throws IOException {
        if (udta.payloadBytes() > UDTA_BYTES_MAX) {
            throw new MediaException(
                    UNEXPECTED_METADATA, "the new file holds %d bytes of metadata".formatted(udta.payloadBytes()));
        }
        write(channel, letters("free"), udta.offset() + 4);
        zeros(channel, udta.payloadOffset(), (int) udta.payloadBytes());
    }

    private static void zeros(FileChannel channel, long at, int count) throws IOException {
        write(channel, new byte[count], at);
    }

    private static void write(FileChannel channel, byte[] bytes, long at) throws IOException {
        var rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            channel.write(rest, at + rest.position());
        }
    }
}
