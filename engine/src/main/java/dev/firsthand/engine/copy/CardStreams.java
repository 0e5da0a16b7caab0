package dev.firsthand.engine.copy;

import dev.firsthand.engine.copy.CopyContents.CopyEpisode;
import dev.firsthand.engine.copy.CopyContents.CopyFinding;
import dev.firsthand.engine.quality.Level;
import dev.firsthand.recording.convert.BodyFrames;
import dev.firsthand.streams.sensor.SensorKind;
import java.util.List;
import java.util.stream.Collectors;

/// The streams of a copy on its data card: units, of how many episodes, and where they lie.
record CardStreams(CopyContents contents) {
    private static final String ABOUT_MOTION = """

            **Motion of the body tells a person.** It is what a suit measured: where each joint is and how it is turned, with the
            lengths of that person's own bones. Whoever has other motion of the same person can find out that it is the same.
            Each contributor whose motion is in this copy said yes to that purpose by itself.
            """;

    private static final String BESIDE_PICTURES = """
            Of the other episodes it is left out, whatever was recorded. How it lies in time beside the pictures: *How well
            clocks agree*.
            """;

    String text() {
        return switch (contents.media()) {
            case CopyMedia.Pictures pictures ->
                table(List.of(
                                pictures(),
                                sensor("motion (IMU)", SensorKind.IMU, CopyContents.IMU),
                                sensor("camera pose", SensorKind.CAMERA_POSE, CopyContents.POSE),
                                body()))
                        + (contents.withMotion() > 0 ? ABOUT_MOTION + BESIDE_PICTURES : "");
            case CopyMedia.Motion alone -> table(List.of(body())) + ABOUT_MOTION;
        };
    }

    private static String table(List<List<Object>> rows) {
        return CardTable.table("Streams", List.of("stream", "units", "episodes", "where"), rows);
    }

    private List<Object> pictures() {
        return List.of("pictures", "RGB, 8 bit", contents.episodes().size(), "LeRobot, MCAP");
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
                .filter(episode -> episode.findings().stream().anyMatch(CardStreams::condemnsImu))
                .toList();
        String codes = wrong.stream()
                .flatMap(episode -> episode.findings().stream())
                .filter(CardStreams::condemnsImu)
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
}
