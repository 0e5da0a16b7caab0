package dev.firsthand.app.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.firsthand.app.cli.DemoWalk.Copy;
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
        if (!walked.copies().isEmpty()) {
            say(walked.copies().getLast());
        }
        if (walked.copies().size() > 1) {
            sayWithdrawn(walked.copies().getFirst());
        }
        for (Refused refused : walked.refused()) {
            log.say("Refused: %s (%s). %s".formatted(refused.recording(), refused.code(), refused.message()));
        }
        for (Refused failed : walked.failed()) {
            log.say("Failed a check: %s (%s). %s".formatted(failed.recording(), failed.code(), failed.message()));
        }
        if (walked.copies().isEmpty()) {
            log.say("No release was made: no recording could be used.");
        }
        log.json(line());
    }

    private void say(Copy copy) {
        Path release = copy.folder();
        log.say("The release is in %s".formatted(release));
        log.say("  %s, kind %s"
                .formatted(counted(copy.episodes()), options.releaseKind().toLowerCase(Locale.ROOT)));
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
        log.say("  ./firsthand verify %s".formatted(quoted));
    }

    private void sayWithdrawn(Copy old) {
        String quoted = quoted(old.folder());
        String notice =
                quoted(options.out().resolve("recall").resolve(old.folder().getFileName() + "-recall.json"));
        log.say("");
        log.say("It took the place of %s (%s), whose first contributor withdrew."
                .formatted(old.folder(), counted(old.episodes())));
        log.say("The demo keeps that copy for you to look at; a holder deletes it, as the signed answer says.");
        log.say("  ./firsthand verify %s    ends with 3: nothing lies, something was withdrawn".formatted(quoted));
        log.say("  ./firsthand release check %s --recall %s    names what must go".formatted(quoted, notice));
    }

    private static String counted(int episodes) {
        return "%d episode%s".formatted(episodes, episodes == 1 ? "" : "s");
    }

    /// A path as a shell takes it for one word.
    static String quoted(Path path) {
        String text = path.toString();
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    private ObjectNode line() {
        ObjectNode line = json.createObjectNode().put("stage", "summary");
        ArrayNode releases = line.putArray("releases");
        walked.copies().forEach(copy -> releases.add(copy.folder().toString()));
        line.put(
                "episodes",
                walked.copies().isEmpty() ? 0 : walked.copies().getLast().episodes());
        ArrayNode refused = line.putArray("refused");
        Stream.concat(walked.refused().stream(), walked.failed().stream())
                .forEach(one -> refused.addObject()
                        .put("recording", one.recording())
                        .put("code", one.code())
                        .put("message", one.message()));
        return line;
    }
}
