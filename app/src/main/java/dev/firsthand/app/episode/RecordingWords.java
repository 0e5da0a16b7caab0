package dev.firsthand.app.episode;

import dev.firsthand.app.episode.Shown.Known;
import dev.firsthand.app.page.Texts;
import dev.firsthand.engine.capture.Session;
import dev.firsthand.engine.capture.Step;
import dev.firsthand.engine.episode.FilmedRecording;
import dev.firsthand.engine.episode.MotionRecording;
import dev.firsthand.engine.episode.Recording;
import dev.firsthand.recording.sidecar.SidecarNote;
import dev.firsthand.recording.video.VideoFacts;
import dev.firsthand.streams.time.ClockAlignment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Says what is in a recording: its video, its streams with their measured rates, how their clocks lie to each other.
final class RecordingWords {
    private static final String MEASURED_RATE = "stream-rate";

    private final Recording recording;
    private final Texts texts;

    RecordingWords(Recording recording, Texts texts) {
        this.recording = recording;
        this.texts = texts;
    }

    List<Known> session(Session session) {
        return List.of(
                known(
                        "episode.contributor",
                        ListPages.contributor(session.contributor().value())),
                known("episode.begun", texts.moment(session.startedAt())),
                known("episode.device", session.deviceClass()),
                known(
                        "episode.files",
                        session.uploads().stream()
                                .map(upload -> texts.say("role." + upload.role().name()) + ", "
                                        + texts.size(upload.sizeBytes()))
                                .collect(Collectors.joining("; "))));
    }

    List<Known> shown() {
        return switch (recording) {
            case FilmedRecording film -> picture(film.facts());
            case MotionRecording alone -> body(alone);
        };
    }

    private List<Known> body(MotionRecording alone) {
        double rate = alone.durationNanos() == 0 ? 0 : alone.frames() * 1e9 / alone.durationNanos();
        return List.of(
                known("episode.length", Texts.clock(alone.durationNanos())),
                known("episode.body", texts.say("episode.body-is", alone.joints())),
                known("episode.rate", texts.say("episode.frames-is", rate, alone.frames())));
    }

    private List<Known> picture(VideoFacts facts) {
        double rate = facts.durationNanos() == 0 ? 0 : facts.frames() * 1e9 / facts.durationNanos();
        return List.of(
                known("episode.length", Texts.clock(facts.durationNanos())),
                known(
                        "episode.picture",
                        texts.say(
                                "episode.picture-is",
                                facts.shownWidth(),
                                facts.shownHeight(),
                                facts.codec(),
                                facts.bitDepth())),
                known("episode.rate", texts.say("episode.rate-is", rate, facts.frames())));
    }

    List<Known> streams() {
        List<Known> streams = new ArrayList<>();
        Map<String, String> rates = new TreeMap<>();
        recording.notes().stream()
                .filter(note -> note.code().startsWith(MEASURED_RATE))
                .forEach(note -> rates.put(note.stream().value(), rate(note)));
        rates.forEach((stream, rate) -> streams.add(new Known(stream, rate)));
        recording.alignments().forEach(alignment -> streams.add(clock(alignment)));
        return streams;
    }

    private String rate(SidecarNote note) {
        return texts.say("stream.rate", note.measured(), note.unit());
    }

    private Known clock(ClockAlignment alignment) {
        return new Known(
                texts.say(
                        "stream.clock", alignment.from().value(), alignment.to().value()),
                texts.say(
                        "stream.alignment",
                        alignment.offsetNanos() / 1e6,
                        alignment.boundNanos() / 1e6,
                        texts.say("alignment." + alignment.method().name())));
    }

    /// The contributor's time, by what it went into; retakes among it.
    List<Known> work(List<Step> steps) {
        Map<Step.Kind, Duration> spent = new TreeMap<>();
        steps.forEach(step -> spent.merge(step.kind(), step.length(), Duration::plus));
        return spent.entrySet().stream()
                .map(kind -> known(
                        "work." + kind.getKey().name(),
                        Texts.clock(kind.getValue().toNanos())))
                .toList();
    }

    private Known known(String key, String value) {
        return new Known(texts.say(key), value);
    }
}
