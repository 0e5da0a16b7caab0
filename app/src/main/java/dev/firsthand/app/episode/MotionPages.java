package dev.firsthand.app.episode;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.firsthand.app.page.DeskGuard;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.Texts;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.episode.BodyMotion;
import dev.firsthand.engine.episode.Episode;
import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.motion.report.MovingFigures;
import dev.firsthand.motion.retarget.KnownRobot;
import dev.firsthand.motion.retarget.Metrics;
import dev.firsthand.motion.retarget.RetargetResult;
import dev.firsthand.motion.retarget.Retargeting;
import dev.firsthand.motion.retarget.RobotBody;
import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.suit.ClipFile;
import dev.firsthand.streams.time.ClockAlignment.Method;
import gg.jte.generated.precompiled.episode.JtemotionGenerated;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;

/// How a body moved, in three dimensions beside the redacted view, and a robot that does the same. How somebody moves
/// tells who they are: this is as raw as the raw video.
final class MotionPages {
    private final EpisodeRooms rooms;
    private final Looks looks;

    MotionPages(EpisodeRooms rooms, Looks looks) {
        this.rooms = rooms;
        this.looks = looks;
    }

    void ask(StaffMember member, Context context) throws IOException {
        Episode episode = looks.episode(context);
        var look = looks.begin(member, context, episode, motion(episode).clip());
        Page.goTo(context, "/desk/episodes/%s/motion/%s".formatted(episode.id().value(), look));
    }

    void show(StaffMember member, Context context) {
        Episode episode = looked(member, context);
        var frame = DeskGuard.frame(context, "motion.title");
        var page = new Shown.Movement(
                "/desk/episodes/" + episode.id().value(),
                context.path() + "/figures",
                rooms.database()
                        .inTransaction(tx -> EpisodePage.view(rooms.judged(), tx, episode.id())
                                .isPresent()),
                motion(episode).alignment().method() == Method.ASSUMED_COMMON_START,
                Looks.OPEN.toMinutes());
        Page.show(context, output -> JtemotionGenerated.render(output, null, frame, page));
    }

    /// What `movement.js` draws, and the same in words.
    void figures(StaffMember member, Context context) throws IOException {
        Episode episode = looked(member, context);
        context.contentType("application/json").result(made(member, episode, Texts.of(context)));
    }

    /// One at a time: an hour of motion takes some hundred megabytes while a robot is made to follow it. Nothing of
    /// it is kept.
    private synchronized String made(StaffMember member, Episode episode, Texts texts) throws IOException {
        BodyMotion motion = motion(episode);
        Clip clip = clip(member, episode, motion);
        RobotBody robot = KnownRobot.G1.body();
        var figures = new MovingFigures(clip, motion.alignment());
        String said = switch (new Retargeting(robot, System::nanoTime).follow(clip)) {
            case RetargetResult.Retargeted made -> {
                figures.stand(robot, made.trajectory());
                yield follows(made.metrics(), texts);
            }
            case RetargetResult.Refused refused ->
                texts.say("motion.no-robot", texts.sayOr("motion." + refused.code(), refused.message()));
        };
        String body = texts.say("motion.body", clip.seconds(), clip.framesPerSecond());
        return "{\"said\":\"%s\",\"scene\":%s}"
                .formatted(
                        new String(JsonStringEncoder.getInstance().quoteAsString(body + " " + said)),
                        figures.json(heights -> texts.say(
                                "motion.heights",
                                heights.hipsMetres(),
                                heights.leftHandMetres(),
                                heights.rightHandMetres())));
    }

    private static String follows(Metrics metrics, Texts texts) {
        return texts.say("motion.follows", 1e3 * metrics.handMeanMetres(), 1e3 * metrics.footMeanMetres());
    }

    private Clip clip(StaffMember member, Episode episode, BodyMotion motion) throws IOException {
        try (InputStream in = rooms.bytes().lookedAt(episode, motion.clip(), member)) {
            return switch (ClipFile.read(in)) {
                case ClipFile.ReadResult.Read(var clip) -> clip;
                case ClipFile.ReadResult.Damaged(var message) -> throw new IOException(message);
            };
        }
    }

    private Episode looked(StaffMember member, Context context) {
        Episode episode = looks.episode(context);
        looks.require(member, context, motion(episode).clip());
        return episode;
    }

    private static BodyMotion motion(Episode episode) {
        return episode.recording().motion().orElseThrow(Refusal.missing());
    }
}
