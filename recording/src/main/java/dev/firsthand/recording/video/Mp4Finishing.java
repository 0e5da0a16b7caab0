package dev.firsthand.recording.video;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// The last touch on an mp4 that FFmpeg wrote for us. Its muxer always leaves an empty metadata box (`udta`), which
/// becomes free space of zeros, and writes the encoder's name into the sample entry, which is blanked: so no output of
/// ours has either, and [LeakScan] needs no exception for them.
final class Mp4Finishing {
    private static final int UDTA_BYTES_MAX = 4096;
    private static final int ENCODER_NAME_BYTES = 32; // ISO/IEC 14496-12, 12.1.3: `compressorname`
    private static final int ENCODER_NAME_BEFORE_CHILDREN = 36;

    private Mp4Finishing() {}

    static Mp4File finish(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            Mp4Box moov = Mp4File.read(channel).index();
            for (Mp4Box udta : moov.all("udta").toList()) {
                free(channel, udta);
            }
            for (Mp4Box trak : moov.all("trak").toList()) {
                for (Mp4Box entry : trak.find("mdia", "minf", "stbl", "stsd")
                        .map(Mp4Box::children)
                        .orElse(List.of())) {
                    if (Mp4Boxes.VISUAL_ENTRIES.contains(entry.type())) {
                        zeros(channel, entry.payloadOffset() - ENCODER_NAME_BEFORE_CHILDREN, ENCODER_NAME_BYTES);
                    }
                }
            }
            return Mp4File.read(channel);
        }
    }

    private static void free(FileChannel channel, Mp4Box udta) throws IOException {
        if (udta.payloadBytes() > UDTA_BYTES_MAX) {
            throw new VideoException(
                    "mp4-unexpected-metadata",
                    "the new file holds %d bytes of metadata".formatted(udta.payloadBytes()));
        }
        write(channel, "free".getBytes(StandardCharsets.ISO_8859_1), udta.offset() + 4);
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
