package dev.firsthand.motion.report;

import dev.firsthand.motion.retarget.RobotBody;
import dev.firsthand.motion.retarget.Trajectory;
import dev.firsthand.recording.mocap.BodyMap;
import dev.firsthand.recording.mocap.BodyPart;
import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.streams.time.ClockAlignment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// A person, and a robot beside them, for a page that has a player of its own: what `figures.js` draws. Times are
/// on the player's clock.
public final class MovingFigures {
    private final Moments moments;
    private final BodyMap body;
    private final List<Figure> figures = new ArrayList<>();

    public MovingFigures(Clip clip, ClockAlignment alignment) {
        moments = Moments.of(clip).on(alignment);
        body = BodyMap.of(clip.skeleton());
        figures.add(PersonFigure.of(clip, moments));
    }

    public void stand(RobotBody robot, Trajectory trajectory) {
        figures.add(RobotFigure.of(robot, trajectory, moments));
    }

    /// How high parts of the person are above the floor; NaN where that was not measured.
    public record Heights(double hipsMetres, double leftHandMetres, double rightHandMetres) {}

    /// The form of it stands in `figures.js`. For who can't see it, `words` tells each second of a body that has
    /// hips and hands.
    public String json(Function<Heights, String> words) {
        var scene = new Scene(moments, figures);
        for (int k = 0;
                k < moments.frames() && body.whole();
                k += moments.grid().fps()) {
            scene.tell(moments.timeNanos(k), words.apply(heights(k)));
        }
        return scene.json();
    }

    private Heights heights(int moment) {
        return new Heights(
                height(moment, BodyPart.HIPS), height(moment, BodyPart.LEFT_HAND), height(moment, BodyPart.RIGHT_HAND));
    }

    private double height(int moment, BodyPart part) {
        Figure person = figures.getFirst();
        return person.places()[3 * (moment * person.points() + body.at(part)) + 2];
    }
}
