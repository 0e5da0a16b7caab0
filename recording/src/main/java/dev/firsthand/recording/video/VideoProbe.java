package dev.firsthand.recording.video;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.firsthand.recording.child.ChildLimits;
import dev.firsthand.recording.child.ChildOutcome;
import dev.firsthand.recording.child.ChildOutput;
import dev.firsthand.recording.child.ChildRunner;
import dev.firsthand.recording.mp4.ContainerScan;
import dev.firsthand.recording.mp4.FrameTimes;
import dev.firsthand.recording.mp4.TimeBase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds out what a file from outside is, without decoding it: a look at its outline in Java, then ffprobe as a child.
public final class VideoProbe {
    public static final Duration DURATION_MAX = Duration.ofHours(12);

    private static final Set<String> CODECS = Set.of("h264", "hevc", "vp8", "vp9", "av1", "mpeg4");
    private static final int SIDE_PIXELS_MIN = 16;
    private static final long LISTING_BYTES_MAX = 64L * (PacketListing.PACKETS_MAX + 1000);

    private final FfmpegPrograms programs;
    private final ChildRunner children = new ChildRunner();

    public VideoProbe(FfmpegPrograms programs) {
        this.programs = programs;
    }

    /// Looks at `video`, which is read as a child's standard input; nothing is written to `workFolder`.
    public ProbeResult probe(Path video, Path workFolder) throws IOException, InterruptedException {
        ContainerScan scan = ContainerScan.of(video);
        return switch (scan.kind()) {
            case EMPTY -> Refusals.empty();
            case UNKNOWN -> Refusals.notAVideo();
            case MP4 -> scan.index() ? new Looking(video, workFolder, scan).look() : Refusals.noIndex();
            case WEBM -> new Looking(video, workFolder, scan).look();
        };
    }

    /// One look at one file.
    private final class Looking {
        private final Path video;
        private final Path workFolder;
        private final ContainerScan scan;

        Looking(Path video, Path workFolder, ContainerScan scan) {
            this.video = video;
            this.workFolder = workFolder;
            this.scan = scan;
        }

        ProbeResult look() throws IOException, InterruptedException {
            var json = new ByteArrayOutputStream();
            Optional<ProbeResult> fault = describe(ffprobe(Ffmpeg.decoding(false)), json);
            if (fault.isPresent()) {
                return tooLargeToDecode().orElse(fault.get());
            }
            StreamDescription description;
            try {
                description = StreamDescription.parse(json.toString(StandardCharsets.UTF_8));
            } catch (JsonProcessingException notJson) {
                return Refusals.unreadable();
            }
            Optional<JsonNode> picture = description.picture();
            if (picture.isEmpty()) {
                return Refusals.noPicture();
            }
            Optional<ProbeResult> atSight = refusedAtSight(picture.get());
            return atSight.isPresent() ? atSight.get() : list(description, picture.get());
        }

        private Optional<ProbeResult> describe(List<String> arguments, ByteArrayOutputStream json)
                throws IOException, InterruptedException {
            arguments.addAll(List.of("-show_entries", StreamDescription.ENTRIES, "-output_format", "json=compact=1"));
            return run(arguments, 1 << 20, (buffer, length) -> json.write(buffer, 0, length));
        }

        /// FFprobe gives up on pictures over our limit without a word; the container alone still says their size.
        private Optional<ProbeResult> tooLargeToDecode() throws IOException, InterruptedException {
            var json = new ByteArrayOutputStream();
            if (describe(ffprobe(List.of("-nofind_stream_info")), json).isPresent()) {
                return Optional.empty();
            }
            try {
                return StreamDescription.parse(json.toString(StandardCharsets.UTF_8))
                        .picture()
                        .flatMap(Looking::refusedForSize);
            } catch (JsonProcessingException notJson) {
                return Optional.empty();
            }
        }

        private Optional<ProbeResult> refusedAtSight(JsonNode stream) {
            String codec = stream.path("codec_name").asText("unknown");
            if (!CODECS.contains(codec)) {
                return Optional.of(Refusals.codec(codec));
            }
            return refusedForSize(stream);
        }

        private static Optional<ProbeResult> refusedForSize(JsonNode stream) {
            long width = stream.path("width").asLong(0);
            long height = stream.path("height").asLong(0);
            if (width == 0 || height == 0) {
                return Optional.of(Refusals.unreadable());
            }
            boolean fits = Math.min(width, height) >= SIDE_PIXELS_MIN
                    && Math.max(width, height) <= Ffmpeg.SIDE_PIXELS_MAX
                    && width * height <= Ffmpeg.PICTURE_PIXELS_MAX;
            return fits ? Optional.empty() : Optional.of(Refusals.size(width, height));
        }

        private ProbeResult list(StreamDescription description, JsonNode stream)
                throws IOException, InterruptedException {
            var listing = new PacketListing();
            List<String> arguments = ffprobe(Ffmpeg.decoding(false));
            arguments.addAll(List.of("-select_streams", stream.path("index").asText("0")));
            arguments.addAll(List.of("-show_entries", "packet=pts,dts,flags"));
            arguments.addAll(List.of("-output_format", "compact=print_section=0:nokey=1"));
            try {
                Optional<ProbeResult> fault = run(arguments, LISTING_BYTES_MAX, listing);
                if (fault.isPresent() && listing.count() == 0) {
                    return fault.get();
                }
            } catch (IOException failed) {
                if (listing.full()) {
                    return Refusals.tooManyFrames();
                }
                throw failed;
            }
            return judged(description, stream, listing);
        }

        private ProbeResult judged(StreamDescription description, JsonNode stream, PacketListing listing) {
            if (listing.count() + listing.withoutTime() == 0) {
                return Refusals.noFrames();
            }
            if (stream.path("pix_fmt").asText("unknown").equals("unknown")) {
                return Refusals.unreadable(); // not even the decoder's own description could be read
            }
            if (listing.withoutTime() > 0) {
                return Refusals.timesMissing(listing.withoutTime());
            }
            FrameTimes times;
            try {
                times = listing.times(TimeBase.parse(stream.path("time_base").asText("")));
            } catch (IllegalArgumentException | ArithmeticException absurd) {
                return Refusals.timesMissing(listing.count());
            }
            if (times.size() == 1) {
                return Refusals.singleFrame();
            }
            int past = times.duplicates() + (scan.fragmented() ? listing.overlapping() : 0);
            if (times.backwardsSteps() > 0 || past > 0) {
                return Refusals.timesBackwards(times.backwardsSteps(), past);
            }
            if (times.lastNanos() > DURATION_MAX.toNanos()) {
                return Refusals.tooLong(times.lastNanos() / 1_000_000_000);
            }
            return new ProbeResult.Video(facts(description, stream, times, listing.hidden()), times);
        }

        private VideoFacts facts(StreamDescription description, JsonNode stream, FrameTimes times, int hidden) {
            return new VideoFacts(
                    description.container(),
                    stream.path("index").asInt(),
                    stream.path("codec_name").asText(""),
                    stream.path("profile").asText("unknown"),
                    stream.path("width").asInt(),
                    stream.path("height").asInt(),
                    StreamDescription.rotationDegrees(stream),
                    stream.path("pix_fmt").asText("unknown"),
                    StreamDescription.bitDepth(stream),
                    stream.path("color_transfer").asText("unknown"),
                    times.lastNanos() + times.medianStepNanos(),
                    times.size(),
                    hidden,
                    description.audioPresent(),
                    description.captureTime(),
                    description.deviceClass(),
                    notes(description, times));
        }

        private List<VideoNote> notes(StreamDescription description, FrameTimes times) {
            var notes = new ArrayList<VideoNote>();
            double seconds = (times.lastNanos() + times.medianStepNanos()) / 1e9;
            if (scan.cutShort()) {
                notes.add(new VideoNote(
                        "video-cut-short",
                        ("The end of the file is missing. The first %.1f s (%d frames) are there and are used. "
                                        + "If the whole video is still on the phone, upload it again.")
                                .formatted(seconds, times.size())));
            } else if (!description.lengthSaid()) {
                notes.add(new VideoNote(
                        "video-length-unsaid",
                        ("The file does not say how long it is (browsers leave that out): its %d frames last %.1f s. "
                                        + "If you recorded longer, the end is missing: upload it again.")
                                .formatted(times.size(), seconds)));
            }
            if (times.variableRate()) {
                notes.add(new VideoNote(
                        "video-variable-rate",
                        "The frames do not come at a steady rate (mean %.2f a second); their own times are kept."
                                .formatted(times.meanRate())));
            }
            return notes;
        }

        private List<String> ffprobe(List<String> looking) {
            List<String> arguments = Ffmpeg.start(programs.ffprobe());
            arguments.addAll(looking);
            arguments.addAll(Ffmpeg.input());
            return arguments;
        }

        /// Empty when the child ended well.
        private Optional<ProbeResult> run(List<String> arguments, long outputBytes, ChildOutput output)
                throws IOException, InterruptedException {
            ChildLimits limits = Ffmpeg.copying(scan.sizeBytes(), outputBytes);
            ChildOutcome outcome = children.run(Ffmpeg.command(arguments, video, workFolder, limits), output);
            return switch (outcome) {
                case ChildOutcome.Finished finished ->
                    finished.exitCode() == 0 ? Optional.empty() : Optional.of(Refusals.unreadable());
                case ChildOutcome.Killed killed ->
                    Optional.of(Refusals.tooHeavy(killed.reason().name()));
            };
        }
    }
}
