package dev.firsthand.engine.copy;

import dev.firsthand.engine.copy.CopyContents.Asked;
import dev.firsthand.engine.copy.CopyContents.CopyEpisode;
import dev.firsthand.engine.copy.CopyContents.CopyFinding;
import dev.firsthand.engine.privacy.PrivacyLevel;
import dev.firsthand.engine.quality.FindingMeanings;
import dev.firsthand.engine.quality.Level;
import dev.firsthand.recording.convert.BodyFrames;
import dev.firsthand.streams.sensor.SensorKind;
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
record DataCard(CopyContents contents) {
    private static final int TASKS_LISTED_MAX = 100;
    private static final Comparator<CopyFinding> WORST_FIRST =
            Comparator.comparing(CopyFinding::level).reversed().thenComparing(CopyFinding::code);

    private static final String ABOUT_MOTION = """

            **Motion of the body tells a person.** It is what a suit measured: where each joint is and how it is turned, with the
            lengths of that person's own bones. Whoever has other motion of the same person can find out that it is the same.
            Each contributor whose motion is in this copy said yes to that purpose by itself. Of the other episodes it is left
            out, whatever was recorded. How it lies in time beside the pictures: *How well clocks agree*.
            """;

    String text() {
        return Stream.of(
                        about(),
                        superseding(),
                        asked(),
                        tasks(),
                        outcomes(),
                        sensors(),
                        pictures(),
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
                | picture | %d x %d, scaled to fit and padded |
                | encoder build | %s |
                | contributors | %d |
                | lowest privacy level | `%s`: %s |
                | sound | none, removed before anybody saw the recording |
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
                        hours(contents.frames() / contents.grid().fps()),
                        contents.frames(),
                        contents.grid().fps(),
                        contents.grid().width(),
                        contents.grid().height(),
                        cell(contents.encoderBuild()),
                        contents.contributors(),
                        contents.lowestLevel().wireName(),
                        meaning(contents.lowestLevel()),
                        cell(contents.logged().origin()),
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
                        from it; the recall notice says what else to do. Pictures and streams of all other episodes are the same files.
                        """.formatted(old.version(), old.withdrawn().size(), old.version()))
                .orElse("");
    }

    private String asked() {
        Asked asked = contents.asked();
        List<String> parts = new ArrayList<>();
        if (!asked.tasks().isEmpty()) {
            parts.add("- tasks: " + asked.tasks().stream().map(DataCard::cell).collect(Collectors.joining("; ")));
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

    private static String meaning(PrivacyLevel level) {
        return switch (level) {
            case SCRUBBED -> "sound, metadata and hidden payload are gone. Nobody has looked at the pictures";
            case CLEARED_BY_PERSON ->
                "a person looked at one picture a second, with the video at hand, and saw no face, screen, document, name"
                        + " or child. Pictures in between were not all looked at";
        };
    }

    private static String hours(long seconds) {
        return "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    private String tasks() {
        List<List<Object>> rows = counts(CopyEpisode::task).entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(task -> List.<Object>of(cell(task.getKey()), task.getValue()))
                .toList();
        int more = rows.size() - TASKS_LISTED_MAX;
        return table("Tasks", List.of("task", "episodes"), rows.subList(0, Math.min(rows.size(), TASKS_LISTED_MAX)))
                + (more > 0 ? "\n%d more are in `lerobot/meta/tasks.parquet`.\n".formatted(more) : "");
    }

    private String outcomes() {
        List<List<Object>> rows = counts(CopyEpisode::outcome).entrySet().stream()
                .map(outcome -> List.<Object>of(outcome.getKey(), outcome.getValue()))
                .toList();
        return table("Outcomes", List.of("outcome", "episodes"), rows)
                + "\nThe outcome is what the contributor said. Nobody has checked it.\n";
    }

    private SortedMap<String, Long> counts(Function<CopyEpisode, String> by) {
        return contents.episodes().stream().collect(Collectors.groupingBy(by, TreeMap::new, Collectors.counting()));
    }

    private String sensors() {
        return table(
                        "Streams",
                        List.of("stream", "units", "episodes", "where"),
                        List.of(
                                List.of(
                                        "pictures",
                                        "RGB, 8 bit",
                                        contents.episodes().size(),
                                        "LeRobot, MCAP"),
                                sensor("motion (IMU)", SensorKind.IMU, CopyContents.IMU),
                                sensor("camera pose", SensorKind.CAMERA_POSE, CopyContents.POSE),
                                body()))
                + (contents.withMotion() > 0 ? ABOUT_MOTION : "");
    }

    private List<Object> body() {
        long with = contents.withMotion();
        return List.of(
                "motion of the body",
                "places m, rotations as quaternions",
                "%d of %d".formatted(with, contents.episodes().size()),
                where(with, BodyFrames.PLACES, "the same joints"));
    }

    /// Every episode of a LeRobot set has the same features.
    private List<Object> sensor(String name, SensorKind kind, String feature) {
        String units = kind.channels().stream()
                .map(channel -> "%s %s".formatted(channel.name(), channel.unit()))
                .collect(Collectors.joining(", "));
        long with = contents.episodes().stream()
                .filter(episode -> episode.has(kind))
                .count();
        return List.of(
                name,
                units,
                "%d of %d".formatted(with, contents.episodes().size()),
                where(with, feature, "it") + unusable(kind, with));
    }

    private String where(long with, String feature, String same) {
        if (with == 0) {
            return "nowhere";
        }
        return contents.episodes().stream()
                        .allMatch(episode -> episode.heldFrames().containsKey(feature))
                ? "LeRobot `%s`, MCAP".formatted(feature)
                : "MCAP files alone, because not every episode has %s".formatted(same);
    }

    /// Whoever reads of a sensor reads beside it that its numbers cannot be what they are said to be.
    private String unusable(SensorKind kind, long with) {
        if (kind != SensorKind.IMU) {
            return "";
        }
        List<CopyEpisode> wrong = contents.episodes().stream()
                .filter(episode -> episode.findings().stream().anyMatch(DataCard::condemnsImu))
                .toList();
        String codes = wrong.stream()
                .flatMap(episode -> episode.findings().stream())
                .filter(DataCard::condemnsImu)
                .map(finding -> "`%s`".formatted(finding.code()))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return wrong.isEmpty()
                ? ""
                : "; **do not use in %d of %d episodes**: %s"
                        .formatted(wrong.size(), Math.max(with, wrong.size()), codes);
    }

    private static boolean condemnsImu(CopyFinding finding) {
        return finding.level() == Level.FAIL && finding.code().startsWith("imu-");
    }

    private String pictures() {
        SortedMap<String, Long> recorded = counts(episode -> "%d x %d | %d"
                .formatted(
                        episode.picture().width(),
                        episode.picture().height(),
                        Math.round(episode.picture().rateHz())));
        List<List<Object>> rows = recorded.entrySet().stream()
                .map(one -> List.<Object>of(one.getKey(), one.getValue()))
                .toList();
        return table("Pictures as recorded", List.of("size", "pictures a second", "episodes"), rows)
                + "\nMCAP has the pictures at these times, at most 1280 on the longer side; LeRobot has them on the grid.\n";
    }

    private record Agreement(ClockAlignment.Method method, long boundNanos, long episodes) {}

    private String clocks() {
        List<Agreement> agreements = agreements();
        if (agreements.isEmpty()) {
            return "## How well clocks agree\nThere is one clock: that of the pictures.\n";
        }
        String rows = table(
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
        long frames = Math.ceilDiv(worstNanos * contents.grid().fps(), 1_000_000_000L);
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
        rows.add(List.of("frames that repeat the picture before", sum(CopyEpisode::repeatedFrames)));
        rows.add(List.of("pictures that no frame shows", sum(CopyEpisode::droppedFrames)));
        held.forEach((feature, frames) ->
                rows.add(List.of("frames that hold the nearest sample of `%s`".formatted(feature), frames)));
        return table("Frames on the grid", List.of("what", "in all episodes"), rows);
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
        return table("Findings", List.of("code", "level", "times", "episodes", "what it means"), rows)
                + "\nSoftware measured each recording as a whole; an episode may be a part of it. `note` is worth knowing, `warn`"
                + " lowers the use,\n`fail` asks for a person's look before the episode is used for what it concerns.\n";
    }

    private static String table(String title, List<String> head, List<List<Object>> rows) {
        return "## %s\n%s%s%s"
                .formatted(
                        title,
                        row(head),
                        row(head.stream().map(column -> "---").toList()),
                        rows.stream().map(DataCard::row).collect(Collectors.joining()));
    }

    private static String row(List<?> cells) {
        return cells.stream().map(String::valueOf).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /// Text of others, on one line of a table.
    private static String cell(String text) {
        return text.replaceAll("\\s+", " ").replace("|", "\\|");
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
                - Frame k of an episode shows the last picture taken by k / %d s, at most 1 ms later; `capture_time_ns` is that
                  picture's own time in nanoseconds from the start of the recording.
                - Names of episodes and contributors are made for this copy alone. The same episode in another holder's copy can be
                  found by its pictures; two episodes of one person cannot be joined across copies by anything written here.
                - Image statistics come from evenly spaced frames, as many as `prov/image_statistics_frames` says; all others are exact.
                """.formatted(contents.name(), contents.grid().fps());
    }
}
