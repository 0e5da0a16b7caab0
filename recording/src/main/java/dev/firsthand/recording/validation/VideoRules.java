package dev.firsthand.recording.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firsthand.recording.lerobot.DatasetLayout;
import dev.firsthand.recording.lerobot.EpisodeColumns;
import dev.firsthand.recording.mp4.AvcParameters;
import dev.firsthand.recording.mp4.FreeSpace;
import dev.firsthand.recording.mp4.Mp4File;
import dev.firsthand.recording.mp4.Mp4Samples;
import dev.firsthand.recording.mp4.Mp4Track;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Rules of the mp4 files, from their boxes alone: nothing is decoded.
final class VideoRules {
    private static final double TIME_TOLERANCE_SECONDS = 1e-6;

    /// lerobot's tolerance for the time of a frame.
    private static final double SPAN_TOLERANCE_SECONDS = 1e-4;

    /// From here on float32 times, which lerobot compares, are further apart than its tolerance.
    private static final double OFFSET_SECONDS_MAX = 1024;

    private final Findings findings;
    private final DeclaredSet set;
    private final EpisodeList episodes;

    VideoRules(Findings findings, DeclaredSet set, EpisodeList episodes) {
        this.findings = findings;
        this.set = set;
        this.episodes = episodes;
    }

    void check(Path folder) {
        for (DeclaredFeature video : set.videos()) {
            Map<DatasetLayout.Place, List<Integer>> files = new LinkedHashMap<>();
            for (int e = 0; e < episodes.size(); e++) {
                DatasetLayout.Place place = episodes.video(video.name(), e);
                if (place.chunk() >= 0 && place.file() >= 0) {
                    files.computeIfAbsent(place, none -> new ArrayList<>()).add(e);
                }
            }
            files.forEach((place, inFile) -> checkFile(folder, video, place, inFile));
        }
    }

    private void checkFile(Path folder, DeclaredFeature video, DatasetLayout.Place at, List<Integer> inFile) {
        String place = at.video(video.name());
        Optional<Path> path = DatasetLayout.inside(folder, place).filter(Files::isRegularFile);
        if (path.isEmpty()) {
            findings.add(Rule.VIDEO_MISSING, place, "the file of episode %d is missing".formatted(inFile.getFirst()));
            return;
        }
        try {
            Mp4File mp4 = Mp4File.read(path.get());
            Optional<Mp4Track> track = mp4.video();
            if (findings.check(track.isPresent(), Rule.VIDEO_UNREADABLE, place, "it has no track of pictures")) {
                checkTracks(mp4, video, place);
                checkBoxes(mp4, path.get(), place);
                checkTrack(track.orElseThrow(), video, place);
                checkTimes(track.orElseThrow(), place);
                checkSpans(track.orElseThrow().samples().size(), video, inFile, place);
            }
        } catch (IOException broken) {
            findings.add(Rule.VIDEO_UNREADABLE, place, "it cannot be read: " + broken.getMessage());
        }
    }

    private void checkTracks(Mp4File mp4, DeclaredFeature video, String place) {
        boolean soundDeclared = video.node().path("info").path("has_audio").asBoolean(false);
        for (Mp4Track track : mp4.tracks()) {
            boolean sound = track.handler().equals("soun");
            findings.check(
                    !sound || soundDeclared,
                    Rule.VIDEO_AUDIO,
                    place,
                    "it has a sound track, info says has_audio is false");
            findings.check(
                    sound || track.video(),
                    Rule.VIDEO_TRACKS,
                    place,
                    "it has a track of kind '%s'".formatted(track.handler()));
        }
        findings.check(
                mp4.tracks().stream().filter(Mp4Track::video).count() == 1,
                Rule.VIDEO_TRACKS,
                place,
                "it has more than one track of pictures");
    }

    private void checkBoxes(Mp4File mp4, Path file, String place) throws IOException {
        VideoBoxes.unexpected(mp4.boxes())
                .forEach(box -> findings.add(
                        Rule.VIDEO_METADATA,
                        place,
                        "box '%s' of %d bytes at %d: places, devices and names hide in such boxes"
                                .formatted(box.type(), box.sizeBytes(), box.offset())));
        FreeSpace.filled(file, mp4.boxes())
                .forEach(box -> findings.add(
                        Rule.VIDEO_METADATA,
                        place,
                        "box 'free' of %d bytes at %d is not zeros: anything may hide in it"
                                .formatted(box.sizeBytes(), box.offset())));
    }

    private void checkTrack(Mp4Track track, DeclaredFeature video, String place) {
        int height = video.shape().get(0);
        int width = video.shape().get(1);
        findings.check(
                track.width() == width && track.height() == height,
                Rule.VIDEO_SIZE,
                place,
                "its pictures are %d x %d, declared are %d x %d"
                        .formatted(track.width(), track.height(), width, height));
        findings.check(
                !track.editListPresent(), Rule.VIDEO_EDIT_LIST, place, "it has an edit list: times shift by player");
        findings.check(
                track.rotationDegrees() == 0,
                Rule.VIDEO_ROTATION,
                place,
                "players turn it by %d degrees, training code does not".formatted(track.rotationDegrees()));
        findings.check(
                track.turnedOnly(),
                Rule.VIDEO_ROTATION,
                place,
                "players mirror or slant it (matrix %s), training code does not".formatted(track.matrix()));
        JsonNode info = video.node().path("info");
        String codec = codec(track.codec());
        findings.check(
                !info.has("video.codec") || info.path("video.codec").asText().equals(codec),
                Rule.VIDEO_CODEC,
                place,
                "it is coded as %s, info says %s".formatted(codec, info.path("video.codec")));
        Optional<String> pixels = track.avc().map(AvcParameters::sequenceSets).stream()
                .flatMap(List::stream)
                .findFirst()
                .flatMap(AvcPixels::format);
        if (track.avc().isPresent() && info.has("video.pix_fmt")) {
            findings.check(
                    pixels.equals(Optional.of(info.path("video.pix_fmt").asText())),
                    Rule.VIDEO_PIXELS,
                    place,
                    "its pixels are %s, info says %s".formatted(pixels.orElse("unknown"), info.path("video.pix_fmt")));
        }
    }

    private static String codec(String letters) {
        return switch (letters) {
            case "avc1", "avc3" -> "h264";
            case "hvc1", "hev1" -> "hevc";
            case "av01" -> "av1";
            case "vp09" -> "vp9";
            default -> letters;
        };
    }

    private void checkTimes(Mp4Track track, String place) {
        Mp4Samples samples = track.samples();
        findings.check(
                !samples.reordered(), Rule.VIDEO_REORDERED, place, "pictures are stored out of order (B-frames)");
        long[] ticks = samples.presentationTicks().clone();
        Arrays.sort(ticks);
        for (int k = 0; k < ticks.length; k++) {
            double seconds = ticks[k] / (double) track.timescale();
            double expected = k / (double) set.fps();
            if (Math.abs(seconds - expected) > TIME_TOLERANCE_SECONDS) {
                findings.add(
                        Rule.VIDEO_TIMES,
                        place,
                        "frame %d is shown at %s s, at %d a second it is %s s"
                                .formatted(k, seconds, set.fps(), expected));
                break;
            }
        }
        double seconds = track.durationTicks() / (double) track.timescale();
        findings.check(
                Math.abs(seconds - samples.size() / (double) set.fps()) <= TIME_TOLERANCE_SECONDS,
                Rule.VIDEO_RATE,
                place,
                "%d frames in %s s are not %d a second".formatted(samples.size(), seconds, set.fps()));
    }

    private void checkSpans(int frames, DeclaredFeature video, List<Integer> inFile, String place) {
        long named = 0;
        double end = 0;
        for (int e : inFile) {
            double from = episodes.number(EpisodeColumns.video(video.name(), EpisodeColumns.FROM), e);
            double to = episodes.number(EpisodeColumns.video(video.name(), EpisodeColumns.TO), e);
            double length = episodes.length(e) / (double) set.fps();
            findings.check(
                    Math.abs(to - from - length) <= SPAN_TOLERANCE_SECONDS,
                    Rule.VIDEO_SPAN,
                    place,
                    "episode %d spans %s to %s s, its %d frames last %s s"
                            .formatted(e, from, to, episodes.length(e), length));
            findings.check(
                    Math.abs(from - end) <= SPAN_TOLERANCE_SECONDS,
                    Rule.VIDEO_SPAN,
                    place,
                    "episode %d begins at %s s, what is before ends at %s s".formatted(e, from, end));
            findings.check(
                    from == 0 || to < OFFSET_SECONDS_MAX,
                    Rule.VIDEO_OFFSET,
                    place,
                    "episode %d lies at %s to %s s of a shared file: float32 times miss frames from %s s on"
                            .formatted(e, from, to, OFFSET_SECONDS_MAX));
            end = to;
            named += episodes.length(e);
        }
        if (frames > named) {
            findings.add(
                    Rule.VIDEO_UNREFERENCED,
                    place,
                    "%d of its %d frames belong to no episode".formatted(frames - named, frames));
        } else if (frames < named) {
            findings.add(Rule.VIDEO_FRAMES, place, "it has %d frames, its episodes need %d".formatted(frames, named));
        }
    }
}
