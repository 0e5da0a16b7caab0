package dev.firsthand.perf;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firsthand.engine.store.Sealing;
import dev.firsthand.recording.video.FfmpegPrograms;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A 15 s, 640x480, 30 fps episode from its sealed view to a finished, validated LeRobot set, in turn with a bare
/// `ffmpeg` on the same frames, and with LeRobot's own writer in the same run.
public final class RenderBench {
    private static final String NAME = "render";
    private static final double BARE_FACTOR = 1.25;
    private static final double REST_SECONDS = 0.3;
    private static final int WARM_UP_RUNS = 3;
    private static final Duration SEALING_WARM_UP = Duration.ofSeconds(1);

    private final BenchOptions options;
    private final RenderInput input;
    private final OurRendering ours;
    private final BareFfmpeg bare;
    private final Series oursSeconds = new Series();
    private final Series restSeconds = new Series();
    private final Series bareSeconds = new Series();
    private final Map<String, Series> parts = new TreeMap<>();

    private RenderBench(BenchOptions options, RenderInput input, FfmpegPrograms programs) {
        this.options = options;
        this.input = input;
        this.ours = new OurRendering(input, programs);
        this.bare = new BareFfmpeg(programs);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        BenchOptions options = BenchOptions.of(arguments, 0);
        FfmpegPrograms programs = FfmpegPrograms.unpacked(options.work().resolve("programs"));
        new RenderBench(options, RenderInput.drawn(options.work(), programs), programs).run();
    }

    private void run() throws IOException, InterruptedException {
        long bitRate = 0;
        Sealing.warmUp(SEALING_WARM_UP); // as a server does when it starts
        OurRendering.Run first = oursOnce();
        for (int i = 1; i < WARM_UP_RUNS; i++) {
            bitRate = oursOnce().bitRate();
            bareOnce(bitRate);
        }
        List<JsonNode> peers = List.of();
        Optional<LeRobotPeer> peer = LeRobotPeer.find(options.root());
        for (int round = 0; round < options.rounds(); round++) {
            if (round % 2 == 0) {
                count(oursOnce());
                bareSeconds.add(bareOnce(bitRate));
            } else {
                bareSeconds.add(bareOnce(bitRate));
                count(oursOnce());
            }
            if (round == options.rounds() / 2 && peer.isPresent()) {
                peers = peer.get().run(input.view(), options.rounds());
            }
        }
        print(first);
        printAgainst(peers);
    }

    private void count(OurRendering.Run run) {
        oursSeconds.add(run.seconds());
        restSeconds.add(run.restSeconds());
        run.parts()
                .forEach((part, seconds) ->
                        parts.computeIfAbsent(part, _ -> new Series()).add(seconds));
    }

    private OurRendering.Run oursOnce() throws IOException, InterruptedException {
        Path folder = options.work().resolve("ours");
        OurRendering.Run run = ours.run(folder);
        Folders.delete(folder);
        Folders.settle();
        return run;
    }

    private double bareOnce(long bitRate) throws IOException, InterruptedException {
        double seconds = bare.run(input.view(), bitRate, options.work().resolve("bare.mp4"));
        Folders.settle();
        return seconds;
    }

    private void print(OurRendering.Run first) {
        Map<String, Double> medians = new TreeMap<>();
        parts.forEach((part, series) -> medians.put(part, series.median()));
        Figure.of(NAME, "episode", oursSeconds.median(), "s")
                .with("frames", first.frames())
                .with("runs", oursSeconds.runs())
                .with("parts", medians)
                .with("firstRun", Figure.rounded(first.seconds()))
                .print();
        Figure.of(NAME, "episode-to-bare-ffmpeg", oursSeconds.median() / bareSeconds.median(), "times")
                .atMost(BARE_FACTOR)
                .with("peer", "ffmpeg, same build and settings")
                .with("peerSeconds", bareSeconds.median())
                .with("peerRuns", bareSeconds.runs())
                .print();
        Figure.of(NAME, "all-but-decoding-and-encoding", restSeconds.median(), "s")
                .atMost(REST_SECONDS)
                .with("runs", restSeconds.runs())
                .print();
    }

    private void printAgainst(List<JsonNode> peers) {
        double ourSeconds = oursSeconds.median();
        if (peers.isEmpty()) {
            Figure.of(NAME, "episode-to-lerobot-streaming", ourSeconds, "s")
                    .with("peer", "absent")
                    .with("howToGetIt", LeRobotPeer.HOW_TO_GET)
                    .print();
        }
        for (JsonNode peer : peers) {
            String writer = peer.path("writer").asText();
            double seconds = peer.path("seconds_median").asDouble();
            Figure.of(NAME, "episode-to-lerobot-" + writer, ourSeconds / seconds, "times")
                    .atMost(1)
                    .with(
                            "peer",
                            "lerobot %s, %s writer, %s"
                                    .formatted(
                                            peer.path("lerobot").asText(),
                                            writer,
                                            peer.path("codec").asText()))
                    .with("peerSeconds", seconds)
                    .with("peerRuns", peer.path("seconds"))
                    .print();
        }
    }
}
