package dev.firsthand.app.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firsthand.app.cli.DemoWalk.Refused;
import dev.firsthand.app.cli.DemoWalk.Walked;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Tells a newcomer what came out of the demo, where it is, and how to open it.
final class DemoSummary {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./][A-Za-z0-9_./+:@-]*");

    private final DemoOptions options;
    private final Walked walked;
    private final StageLog log;
    private final ObjectMapper json;

    DemoSummary(DemoOptions options, Walked walked, StageLog log, ObjectMapper json) {
        this.options = options;
        this.walked = walked;
        this.log = log;
        this.json = json;
    }

    void print() throws IOException {
        log.say("");
        for (Path release : walked.release()) {
            say(release);
        }
        if (walked.release().size() > 1) {
            log.say("The first was called back from, and the last took its place. What must go of the first:");
            String old = quoted(walked.release().getFirst());
            log.say("  ./firsthand release check %s --recall %s-recall.json".formatted(old, old));
        }
        for (Refused refused : walked.refused()) {
            log.say("Refused: %s (%s). %s".formatted(refused.recording(), refused.code(), refused.message()));
        }
        for (Refused failed : walked.failed()) {
            log.say("Failed a check: %s (%s). %s".formatted(failed.recording(), failed.code(), failed.message()));
        }
        if (walked.release().isEmpty()) {
            log.say("No release was made: no recording could be used.");
        }
        log.json(line());
    }

    private void say(Path release) {
        log.say("The release is in %s".formatted(release));
        log.say("  %d episode%s, kind %s"
                .formatted(
                        walked.episodes(),
                        walked.episodes() == 1 ? "" : "s",
                        options.releaseKind().toLowerCase(Locale.ROOT)));
        if (options.releaseKind().equals("DEMONSTRATION")) {
            log.say("  Nobody has looked at the pictures, so it is a demonstration for your own eyes and not for"
                    + " training.");
            log.say("  Look at your videos, then run the demo again with --cleared.");
        }
        log.say("");
        log.say("Open it:");
        String quoted = quoted(release);
        log.say("  LeRobot   python -c \"import sys; from lerobot.datasets.lerobot_dataset import LeRobotDataset as D;"
                + " print(D('demo', root=sys.argv[1])[0].keys())\" %s/lerobot".formatted(quoted));
        log.say("  Rerun     rerun %s/lerobot    or    rerun %s/mcap/*.mcap".formatted(quoted, quoted));
        log.say("  Foxglove  open a file of %s/mcap".formatted(release));
        log.say("Check it:");
        log.say("  ./firsthand lerobot validate %s/lerobot".formatted(quoted));
        log.say("  (cd %s && sha256sum -c SHA256SUMS)".formatted(quoted));
    }

    /// A path as a shell takes it for one word.
    static String quoted(Path path) {
        String text = path.toString();
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    private ObjectNode line() {
        ObjectNode line = json.createObjectNode().put("stage", "summary");
        ArrayNode releases = line.putArray("releases");
        walked.release().forEach(release -> releases.add(release.toString()));
        line.put("episodes", walked.episodes());
        ArrayNode refused = line.putArray("refused");
        Stream.concat(walked.refused().stream(), walked.failed().stream())
                .forEach(one -> refused.addObject()
                        .put("recording", one.recording())
                        .put("code", one.code())
                        .put("message", one.message()));
        return line;
    }
}
