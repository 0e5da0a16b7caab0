package dev.firsthand.engine.copy;

import dev.firsthand.engine.copy.CopyContents.Asked;
import dev.firsthand.engine.copy.CopyContents.CopyEpisode;
import dev.firsthand.engine.copy.CopyContents.CopyFinding;
import dev.firsthand.engine.quality.FindingMeanings;
import dev.firsthand.streams.time.ClockAlignment;
import dev.firsthand.streams.time.ClockName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The data card of a copy: what somebody who thinks of training on it must know, in sums over the copy. It says
/// nothing of any one episode or person.
record DataCard(CopyContents contents, CardMedia media) {
    private static final int TASKS_LISTED_MAX = 100;
    private static final Comparator<CopyFinding> WORST_FIRST =
            Comparator.comparing(CopyFinding::level).reversed().thenComparing(CopyFinding::code);

    DataCard(CopyContents contents) {
        this(contents, CardMedia.of(contents));
    }

    String text() {
        return Stream.of(
                        about(),
                        superseding(),
                        asked(),
                        tasks(),
                        outcomes(),
                        new CardStreams(contents).text(),
                        media.recorded(),
                        clocks(),
                        frames(),
                        findings(),
                        use())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private String about() {
        return """
                # %s %s

                | | |
                | --- | --- |
                | kind | %s |
                | may be used | %s |
                | episodes | %d |
                | duration | %s (h:min:s) |
                | frames | %d at %d per second |
                %s| contributors | %d |
                | lowest privacy level | `%s`: %s |
                | public log | `%s` |
                | key of the log | `%s` |
                | independent witnesses that signed it | %d, when this copy was made |
                | rules of law asked before it was handed over | %s |
                | check it offline | `firsthand verify .` in this folder |
                """.formatted(
                        contents.name(),
                        contents.version(),
                        contents.kind().wireName(),
                        allowed(),
                        contents.episodes().size(),
                        hours(contents.frames() / contents.media().fps()),
                        contents.frames(),
                        contents.media().fps(),
                        media.head(),
                        contents.contributors(),
                        contents.lowestLevel().wireName(),
                        media.meaning(contents.lowestLevel()),
                        CardTable.cell(contents.logged().origin()),
                        contents.logged().key(),
                        contents.logged().witnesses(),
                        ruled());
    }

    private String ruled() {
        CopyContents.Ruled ruled = contents.ruled();
        if (ruled.rules() == 0) {
            return "none: nothing crosses a border";
        }
        return ruled.unverified() == 0
                ? "%d".formatted(ruled.rules())
                : "%d; **%d of them nobody has verified**".formatted(ruled.rules(), ruled.unverified());
    }

    private String superseding() {
        return contents.superseding()
                .map(old -> """
                        ## Takes the place of %s
                        Episodes that were called back: %d. `withdrawn` in `manifest.json` names them. Delete version %s and what was made
                        from it; the recall notice says what else to do. The recordings of all other episodes are the same files.
                        """.formatted(old.version(), old.withdrawn().size(), old.version()))
                .orElse("");
    }

    private String asked() {
        Asked asked = contents.asked();
        List<String> parts = new ArrayList<>();
        if (!asked.tasks().isEmpty()) {
            parts.add("- tasks: " + asked.tasks().stream().map(CardTable::cell).collect(Collectors.joining("; ")));
        }
        if (!asked.outcomes().isEmpty()) {
            parts.add("- outcomes: " + String.join(", ", asked.outcomes()));
        }
        asked.worstFinding().ifPresent(level -> parts.add("- no finding worse than `%s`".formatted(level)));
        if (asked.daysChosen()) {
            parts.add("- recorded within chosen days");
        }
        return parts.isEmpty()
                ? "## Asked for\nAll that may be in it.\n"
                : "## Asked for\n" + String.join("\n", parts) + "\n";
    }

    private String allowed() {
        return switch (contents.kind()) {
            case STANDARD -> "see `LICENCE.md`";
            case DEMONSTRATION -> ReleaseKind.DEMONSTRATION_TERMS;
        };
    }

    private static String hours(long seconds) {
        return "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    private String tasks() {
        List<List<Object>> rows = CardTable.counts(contents, CopyEpisode::task).entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(task -> List.<Object>of(CardTable.cell(task.getKey()), task.getValue()))
                .toList();
        int more = rows.size() - TASKS_LISTED_MAX;
        return CardTable.table(
                        "Tasks", List.of("task", "episodes"), rows.subList(0, Math.min(rows.size(), TASKS_LISTED_MAX)))
                + (more > 0 ? "\n%d more are in `lerobot/meta/tasks.parquet`.\n".formatted(more) : "");
    }

    private String outcomes() {
        return CardTable.table(
                        "Outcomes", List.of("outcome", "episodes"), CardTable.rows(contents, CopyEpisode::outcome))
                + "\nThe outcome is what the contributor said. Nobody has checked it.\n";
    }

    private record Agreement(ClockAlignment.Method method, long boundNanos, long episodes) {}

    private String clocks() {
        List<Agreement> agreements = agreements();
        if (agreements.isEmpty()) {
            return "## How well clocks agree\nThere is one clock: that of %s.\n".formatted(media.clock());
        }
        String rows = CardTable.table(
                "How well clocks agree",
                List.of("how the offset was found", "episodes", "worst bound"),
                agreements.stream()
                        .map(found -> List.<Object>of(
                                words(found.method()), found.episodes(), milliseconds(found.boundNanos())))
                        .toList());
        long worst = agreements.stream().mapToLong(Agreement::boundNanos).max().orElse(0);
        return rows + "\n" + goodFor(worst);
    }

    private List<Agreement> agreements() {
        List<Agreement> agreements = new ArrayList<>();
        for (ClockAlignment.Method method : ClockAlignment.Method.values()) {
            List<ClockAlignment> found = contents.episodes().stream()
                    .map(episode -> worst(episode, method))
                    .flatMap(List::stream)
                    .toList();
            if (!found.isEmpty()) {
                long bound = found.stream()
                        .mapToLong(ClockAlignment::boundNanos)
                        .max()
                        .orElse(0);
                agreements.add(new Agreement(method, bound, found.size()));
            }
        }
        return agreements;
    }

    private static List<ClockAlignment> worst(CopyEpisode episode, ClockAlignment.Method method) {
        return episode.alignments().stream()
                .filter(alignment ->
                        alignment.method() == method && alignment.to().equals(ClockName.VIDEO))
                .max(Comparator.comparingLong(ClockAlignment::boundNanos))
                .stream()
                .toList();
    }

    private static String words(ClockAlignment.Method method) {
        return switch (method) {
            case SAME_CLOCK -> "one device stamped pictures and sensor";
            case GYRO -> "both turned together";
            case CLAP -> "both have the same claps";
            case DECLARED -> "stated with the file";
            case ASSUMED_COMMON_START -> "not known: both are taken to start together";
        };
    }

    private static String milliseconds(long nanos) {
        return "%d ms".formatted(Math.ceilDiv(nanos, 1_000_000));
    }

    private String goodFor(long worstNanos) {
        long frames = Math.ceilDiv(worstNanos * contents.media().fps(), 1_000_000_000L);
        String worst = "A sensor sample may belong to a picture up to %s (%s) earlier or later than it says."
                .formatted(milliseconds(worstNanos), frames == 1 ? "1 frame" : frames + " frames");
        return frames <= 1 ? worst + "\n" : worst + """

                        That is too coarse for whatever needs the motion of one picture: actions taken from motion, the moment of a
                        touch or grasp, visual-inertial odometry. It does for the sensor by itself and for what lasts several times
                        the bound. Find the offset anew from the data first where you need more; `alignments` in `manifest.json` has
                        method and bound of every episode.
                        """;
    }

    private String frames() {
        SortedMap<String, Long> held = new TreeMap<>();
        contents.episodes()
                .forEach(episode -> episode.heldFrames()
                        .forEach((feature, frames) -> held.merge(feature, (long) frames, Long::sum)));
        List<List<Object>> rows = new ArrayList<>();
        rows.add(List.of("frames that repeat the %s before".formatted(media.one()), sum(CopyEpisode::repeatedFrames)));
        rows.add(List.of("%ss that no frame shows".formatted(media.one()), sum(CopyEpisode::droppedFrames)));
        held.forEach((feature, frames) ->
                rows.add(List.of("frames that hold the nearest sample of `%s`".formatted(feature), frames)));
        return CardTable.table("Frames on the grid", List.of("what", "in all episodes"), rows);
    }

    private long sum(Function<CopyEpisode, Integer> count) {
        return contents.episodes().stream().mapToLong(count::apply).sum();
    }

    private String findings() {
        Map<CopyFinding, Long> episodes = contents.episodes().stream()
                .flatMap(episode -> episode.findings().stream().distinct())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        SortedMap<CopyFinding, Long> times = contents.episodes().stream()
                .flatMap(episode -> episode.findings().stream())
                .collect(Collectors.groupingBy(
                        Function.identity(), () -> new TreeMap<>(WORST_FIRST), Collectors.counting()));
        if (times.isEmpty()) {
            return "## Findings\nNothing was found.\n";
        }
        List<List<Object>> rows = new ArrayList<>();
        times.forEach((found, count) -> rows.add(List.of(
                "`%s`".formatted(found.code()),
                found.level().name().toLowerCase(Locale.ROOT),
                count,
                episodes.getOrDefault(found, 0L),
                FindingMeanings.of(found.code()))));
        return CardTable.table("Findings", List.of("code", "level", "times", "episodes", "what it means"), rows)
                + "\nSoftware measured each recording as a whole; an episode may be a part of it. `note` is worth knowing, `warn`"
                + " lowers the use,\n`fail` asks for a person's look before the episode is used for what it concerns.\n";
    }

    private String use() {
        return """
                ## What is in it
                - `lerobot/`: LeRobot v3.0. `from lerobot.datasets.lerobot_dataset import LeRobotDataset`, then
                  `LeRobotDataset("%s", root="lerobot")`.
                - `mcap/`: one file per episode at the native rates, for Foxglove or Rerun (`rerun mcap/*.mcap`).
                - `manifest.json`: every file with its digest, every episode with its evidence. `SHA256SUMS`: `sha256sum -c SHA256SUMS`.
                - `CONSENT_SUMMARY.json`: what people agreed to. `LICENCE.md`: what you may do.

                ## What to know
                - Frame k of an episode shows the last %s taken by k / %d s, at most 1 ms later; `capture_time_ns` is that
                  %s's own time in nanoseconds from the start of the recording.
                %s""".formatted(contents.name(), media.one(), contents.media().fps(), media.one(), media.toKnow());
    }
}
