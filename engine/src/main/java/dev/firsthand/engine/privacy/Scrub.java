package dev.firsthand.engine.privacy;

import dev.firsthand.engine.custody.Custody;
import dev.firsthand.engine.custody.Derived;
import dev.firsthand.engine.custody.ObjectId;
import dev.firsthand.engine.episode.Episode;
import dev.firsthand.engine.episode.EpisodeFiles;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.episode.FilmedRecording;
import dev.firsthand.engine.episode.MotionRecording;
import dev.firsthand.engine.episode.Opening;
import dev.firsthand.engine.job.RunKind;
import dev.firsthand.engine.job.StepContext;
import dev.firsthand.engine.job.StepDefinition;
import dev.firsthand.engine.job.StepOutcome;
import dev.firsthand.engine.quality.Checked;
import dev.firsthand.engine.quality.Quality;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.WorkFolders;
import dev.firsthand.recording.child.Usage;
import dev.firsthand.recording.drawing.BodyDrawing;
import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.mocap.NamelessClip;
import dev.firsthand.recording.mp4.Leak;
import dev.firsthand.recording.mp4.LeakScan;
import dev.firsthand.recording.suit.ClipFile;
import dev.firsthand.recording.video.ContactSheet;
import dev.firsthand.recording.video.ProbeResult;
import dev.firsthand.recording.video.ProxyRendering;
import dev.firsthand.recording.video.ScrubResult;
import dev.firsthand.recording.video.Scrubbing;
import dev.firsthand.recording.video.VideoProbe;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The run that makes the view: drops sound and everything that is not a picture or its time, scans what came out,
/// and renders the proxy and the contact sheets from it. Where there is no film, names leave the motion of the
/// body, and the proxy is a drawing. A view in which the scan finds anything is not kept.
public final class Scrub {
    public static final String KIND = "privacy";
    public static final int VERSION = 1;
    private static final int STAGES = 4;

    private final Database database;
    private final Quality quality;
    private final Privacy privacy;
    private final Opening opening;
    private final Custody custody;
    private final VideoTools tools;

    public Scrub(
            Database database,
            Quality quality,
            Privacy privacy,
            EpisodeFiles files,
            Custody custody,
            VideoTools tools,
            WorkFolders work) {
        this.database = database;
        this.quality = quality;
        this.privacy = privacy;
        this.opening = new Opening(files, work);
        this.custody = custody;
        this.tools = tools;
    }

    /// The programs' doors that this room uses.
    public record VideoTools(VideoProbe probe, Scrubbing scrubbing, ProxyRendering proxy, ContactSheet sheets) {}

    public RunKind run() {
        return new RunKind(KIND, List.of(new StepDefinition("scrub", VERSION, this::scrub)));
    }

    private StepOutcome scrub(StepContext step) throws IOException, InterruptedException {
        Checked checked = database.inTransaction(tx -> quality.find(tx, new EpisodeId(step.subject())))
                .orElse(null);
        if (checked == null) {
            return new StepOutcome.Failed("episode-missing", "The episode is gone.");
        }
        Episode episode = checked.episode();
        return switch (episode.recording()) {
            case FilmedRecording film ->
                opening.open(
                        step, episode.recorded(), film.video(), (video, folder) -> scrub(step, checked, video, folder));
            case MotionRecording alone ->
                opening.open(
                        step, episode.recorded(), alone.clip(), (clip, folder) -> unname(step, checked, clip, folder));
        };
    }

    private StepOutcome scrub(StepContext step, Checked checked, Path video, Path folder)
            throws IOException, InterruptedException {
        Path scrubbed = folder.resolve("scrubbed.mp4");
        return switch (tools.probe().probe(video, folder)) {
            case ProbeResult.Refused(var code, var message) -> new StepOutcome.Failed(code, message);
            case ProbeResult.Video probed ->
                switch (tools.scrubbing().scrub(video, probed, scrubbed)) {
                    case ScrubResult.Refused(var code, var message) -> new StepOutcome.Failed(code, message);
                    case ScrubResult.Scrubbed result -> view(step, checked, cleaned(result), folder);
                };
        };
    }

    private Cleaned cleaned(ScrubResult.Scrubbed result) throws IOException {
        return new Cleaned(
                result.file(),
                LeakScan.scan(result.file()).stream().map(Leak::code).toList(),
                Map.of(
                        "frames",
                        result.times().size(),
                        "encoded_again",
                        result.encodedAgain().map(Enum::name).orElse("no")),
                proxy -> tools.proxy().render(result.file(), proxy));
    }

    private StepOutcome unname(StepContext step, Checked checked, Path clip, Path folder)
            throws IOException, InterruptedException {
        Path nameless = folder.resolve("nameless.bin");
        try (OutputStream out = Files.newOutputStream(nameless)) {
            ClipFile.write(out, NamelessClip.of(read(clip)));
        }
        // What was written, not what was meant to be.
        Clip written = read(nameless);
        return view(
                step,
                checked,
                new Cleaned(
                        nameless,
                        Collections.nCopies(NamelessClip.named(written), "joint-named"),
                        Map.of("frames", written.frames(), "encoded_again", "no"),
                        proxy -> tools.proxy().render(new BodyDrawing(written), proxy)),
                folder);
    }

    private static Clip read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return switch (ClipFile.read(in)) {
                case ClipFile.ReadResult.Read(var clip) -> clip;
                case ClipFile.ReadResult.Damaged(var message) -> throw new IOException(message);
            };
        }
    }

    /// What is kept of a recording for releases, codes of what the scan still finds in it, what is stated of it,
    /// and how it is made visible.
    private record Cleaned(Path file, List<String> leaks, Map<String, Object> stated, Rendering rendering) {}

    private interface Rendering {
        Usage to(Path proxy) throws IOException, InterruptedException;
    }

    private StepOutcome view(StepContext step, Checked checked, Cleaned cleaned, Path folder)
            throws IOException, InterruptedException {
        step.progress(1, STAGES);
        if (!cleaned.leaks().isEmpty()) {
            return new StepOutcome.Failed(
                    "privacy-leak",
                    ("The view still holds %d things that must not be there, the first is %s. Nothing was kept. "
                                    + "Tell the operator.")
                            .formatted(cleaned.leaks().size(), cleaned.leaks().getFirst()));
        }
        Path proxy = folder.resolve("proxy.mp4");
        cleaned.rendering().to(proxy);
        step.progress(2, STAGES);
        List<Path> pages = tools.sheets().render(proxy, folder);
        step.progress(3, STAGES);
        Derived derived = custody.derive(checked.episode().owner());
        step.otherwise(derived::discard);
        View view = seal(derived, cleaned.file(), proxy, pages);
        step.moved(Files.size(cleaned.file()) + Files.size(proxy));
        for (Path page : pages) {
            step.moved(Files.size(page));
        }
        Map<String, Object> evidence = new TreeMap<>(cleaned.stated());
        evidence.put("level", PrivacyLevel.SCRUBBED.wireName());
        evidence.put("scrub_version", VERSION);
        evidence.put("leaks_found", 0);
        evidence.put("contact_sheets", pages.size());
        return new StepOutcome.Finished(tx -> {
            derived.keep(tx);
            privacy.keep(tx, checked, view, evidence);
            return "{\"contact_sheets\":%d}".formatted(view.contactSheets().size());
        });
    }

    private static View seal(Derived derived, Path cleaned, Path proxy, List<Path> pages) throws IOException {
        List<ObjectId> sheets = new ArrayList<>();
        for (Path page : pages) {
            sheets.add(derived.seal(page));
        }
        return new View(derived.seal(cleaned), derived.seal(proxy), sheets);
    }
}
