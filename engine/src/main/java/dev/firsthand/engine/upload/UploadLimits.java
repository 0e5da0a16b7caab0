package dev.firsthand.engine.upload;

import java.time.Duration;

/// How much, how many and how long. `receivingMax` requests bring bytes at the same time, each with up to 3 MiB of
/// buffers. `silenceBeforeTakeover` is how long a request may receive nothing before a newer one of the same upload
/// takes its place; `turnWait` is how long that newer one waits for a request still receiving. In the middle of a
/// request, what came becomes durable every `checkpointBytes` or `checkpointEvery`, whichever is first: so much
/// must be sent again after the server was killed.
public record UploadLimits(
        long lengthMaxBytes,
        int openUploadsPerPersonMax,
        int receivingMax,
        int metadataMaxBytes,
        Duration lifetime,
        Duration silenceBeforeTakeover,
        Duration turnWait,
        long checkpointBytes,
        Duration checkpointEvery) {

    public UploadLimits {
        atLeastOne("lengthMaxBytes", lengthMaxBytes);
        atLeastOne("openUploadsPerPersonMax", openUploadsPerPersonMax);
        atLeastOne("receivingMax", receivingMax);
        atLeastOne("metadataMaxBytes", metadataMaxBytes);
        atLeastOne("lifetime", lifetime.toMillis());
        atLeastOne("silenceBeforeTakeover", silenceBeforeTakeover.toMillis());
        atLeastOne("turnWait", turnWait.toMillis());
        atLeastOne("checkpointBytes", checkpointBytes);
        atLeastOne("checkpointEvery", checkpointEvery.toMillis());
    }

    public static UploadLimits standard() {
        return new UploadLimits(
                64L << 30,
                200,
                80,
                4096,
                Duration.ofDays(14),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                256L << 20,
                Duration.ofSeconds(5));
    }

    private static void atLeastOne(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException("upload limit %s must be at least 1, is %d".formatted(name, value));
        }
    }
}
