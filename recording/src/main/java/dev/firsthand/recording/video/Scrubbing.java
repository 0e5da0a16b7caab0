package dev.firsthand.recording.video;

import dev.firsthand.recording.child.ChildLimits;
import dev.firsthand.recording.child.ChildOutcome;
import dev.firsthand.recording.child.ChildRunner;
import dev.firsthand.recording.child.Usage;
import dev.firsthand.recording.mp4.CodedUnits;
import dev.firsthand.recording.mp4.FrameTimes;
import dev.firsthand.recording.mp4.MediaException;
import dev.firsthand.recording.mp4.Mp4File;
import dev.firsthand.recording.mp4.Mp4Finishing;
import dev.firsthand.recording.mp4.Mp4Track;
import dev.firsthand.recording.video.ScrubResult.EncodedAgain;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Copies a video's pictures and their times into a new mp4 and nothing else: no sound, no text, no metadata, no
/// messages between the pictures (SEI). The turn that players apply to the picture stays.
///
/// Pictures are copied bit by bit where that is safe, else encoded again; the result says which. Whoever shows the file
/// to a person or hands it on runs [LeakScan] over it first.
public final class Scrubbing {
    private static final double BITS_PER_PIXEL = 0.25;
    private static final Duration KEYFRAME_EVERY = Duration.ofSeconds(1);

    private final FfmpegPrograms programs;
    private final ChildRunner children = new ChildRunner();

    public Scrubbing(FfmpegPrograms programs) {
        this.programs = programs;
    }

    /// Writes `output`, whose folder is the only place that is written to. `probed` is what [VideoProbe] said of
    /// `video`.
    public ScrubResult scrub(Path video, ProbeResult.Video probed, Path output)
            throws IOException, InterruptedException {
        try {
            Optional<EncodedAgain> reason = reasonToEncode(probed.facts());
            Usage usage = new Usage(Duration.ZERO, Duration.ZERO, 0);
            if (reason.isEmpty()) {
                usage = copy(video, probed, output);
                reason = reasonFoundInCopy(output);
            }
            if (reason.isPresent()) {
                usage = usage.plus(encode(video, probed, output));
            }
            return checked(probed, output, reason, usage);
        } catch (MediaException fault) {
            Files.deleteIfExists(output);
            MediaException told = fault.code().startsWith("mp4-") ? Ffmpeg.unusable("scrub", fault) : fault;
            return new ScrubResult.Refused(told.code(), told.getMessage());
        }
    }

    private static Optional<EncodedAgain> reasonToEncode(VideoFacts facts) {
        if (facts.hiddenFrames() > 0) {
            return Optional.of(EncodedAgain.HIDDEN_FRAMES);
        }
        return pictureUnits(facts.codec()).isEmpty() ? Optional.of(EncodedAgain.CODEC) : Optional.empty();
    }

    /// The filter that lets pictures through, for the codecs that are copied.
    private static Optional<String> pictureUnits(String codec) {
        return switch (codec) {
            case "h264" -> Optional.of("filter_units=pass_types=1-5|7|8");
            case "hevc" -> Optional.of("filter_units=pass_types=0-9|16-21|32-34");
            case "av1" -> Optional.of("filter_units=pass_types=1-4|6-8");
            case "vp9" -> Optional.of("null");
            default -> Optional.empty();
        };
    }

    private Usage copy(Path video, ProbeResult.Video probed, Path output) throws IOException, InterruptedException {
        List<String> arguments = start(probed.facts());
        arguments.addAll(List.of(
                "-c:v", "copy", "-bsf:v", pictureUnits(probed.facts().codec()).orElseThrow()));
        arguments.addAll(container());
        arguments.add("file:" + output.getFileName());
        long bytes = Files.size(video);
        return run(arguments, video, output, Ffmpeg.copying(bytes, bytes + (64L << 20)));
    }

    private Usage encode(Path video, ProbeResult.Video probed, Path output) throws IOException, InterruptedException {
        VideoFacts facts = probed.facts();
        double rate = Math.clamp(probed.times().meanRate(), 1, GridSpec.FPS_MAX);
        int keyframeEvery = (int) Math.max(1, Math.round(rate * KEYFRAME_EVERY.toSeconds()));
        int width = facts.shownWidth() / 2 * 2;
        int height = facts.shownHeight() / 2 * 2;
        var encoding = new H264Encoding(width, height, rate, BITS_PER_PIXEL, keyframeEvery);
        List<String> arguments = start(facts);
        arguments.addAll(List.of("-vf", "crop=%d:%d:0:0".formatted(width, height), "-enc_time_base", "demux"));
        arguments.addAll(encoding.arguments());
        arguments.addAll(container());
        arguments.add("file:" + output.getFileName());
        long pixels = (long) (facts.frames() + facts.hiddenFrames()) * facts.width() * facts.height();
        return run(arguments, video, output, Ffmpeg.transcoding(2 * pixels, encoding.outputBytesMax(facts.frames())));
    }

    private List<String> start(VideoFacts facts) {
        List<String> arguments = Ffmpeg.start(programs.ffmpeg());
        arguments.addAll(List.of("-nostdin", "-y", "-filter_threads", Integer.toString(Ffmpeg.THREADS)));
        arguments.addAll(Ffmpeg.decoding(facts.codec().equals("av1")));
        arguments.addAll(Ffmpeg.input());
        arguments.addAll(List.of("-map", "0:" + facts.streamIndex(), "-an", "-sn", "-dn"));
        return arguments;
    }

    /// As every mp4 of ours, but in the source's own ticks; reordered pictures are shifted back instead of by an edit
    /// list.
    private static List<String> container() {
        return List.of(
                "-map_metadata",
                "-1",
                "-map_chapters",
                "-1",
                "-fflags",
                "+bitexact",
                "-use_editlist",
                "0",
                "-movflags",
                "+faststart+negative_cts_offsets",
                "-f",
                "mp4");
    }

    private Usage run(List<String> arguments, Path video, Path output, ChildLimits limits)
            throws IOException, InterruptedException {
        ChildOutcome outcome = children.run(Ffmpeg.command(arguments, video, Ffmpeg.folderOf(output), limits));
        Ffmpeg.requireSuccess("scrub", outcome);
        Mp4Finishing.finish(output);
        return outcome.usage();
    }

    private static Optional<EncodedAgain> reasonFoundInCopy(Path output) throws IOException {
        try (var channel = FileChannel.open(output)) {
            Mp4Track track = Mp4File.read(channel)
                    .video()
                    .orElseThrow(() -> new MediaException("scrub-failed", "no video in the new file"));
            boolean searchable = !track.codec().startsWith("avc") || CodedUnits.keyframesAreIdr(channel, track);
            return searchable ? Optional.empty() : Optional.of(EncodedAgain.KEYFRAMES_WITHOUT_IDR);
        }
    }

    private static ScrubResult checked(
            ProbeResult.Video probed, Path output, Optional<EncodedAgain> reason, Usage usage) throws IOException {
        Mp4File mp4 = Mp4File.read(output);
        Mp4Track track = mp4.video().orElseThrow(() -> new MediaException("scrub-failed", "no video in the new file"));
        FrameTimes times = track.frameTimes();
        if (times.size() != probed.times().size()) {
            throw new MediaException(
                    "scrub-frames-differ",
                    ("Only %d of %d frames could be taken over: the video is damaged. If the original is still on the "
                                    + "phone, upload it again; else record again.")
                            .formatted(times.size(), probed.times().size()));
        }
        if (track.editListPresent()
                || !Arrays.equals(times.presentationNanos(), probed.times().presentationNanos())) {
            throw new MediaException(
                    "scrub-times-differ",
                    "The times of the frames could not be kept: they contradict each other. "
                            + "Upload the camera's own file, not an edited or converted one.");
        }
        return new ScrubResult.Scrubbed(output, times, reason, usage);
    }
}
