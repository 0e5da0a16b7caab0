package dev.firsthand.recording.drawing;

import dev.firsthand.recording.drawing.Bones.Bone;
import dev.firsthand.recording.mocap.BodyMap;
import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.mocap.Pose;
import dev.firsthand.recording.video.ProxyRendering;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/// A clip as moving pictures: on the left the body from the front, on the right from its right-hand side. The
/// hips stay in the middle; marks on the ground pass by when the body travels. One picture at a time is in
/// memory.
public final class BodyDrawing implements ProxyRendering.Drawn {
    /// Faster takes are thinned to so many: enough to see what hands do, and at this size an hour of 60
    /// joints takes less than two minutes to draw and encode.
    public static final int FRAMES_PER_SECOND_MAX = 25;

    private static final int WIDTH = 480;

    private static final int HEIGHT = 270;
    private static final int HALF = WIDTH / 2;
    private static final double MARGIN_PIXELS = 16;
    private static final double LIMB_PIXELS_MAX = 5;
    private static final double LIMB_PIXELS_MIN = 1.2;
    private static final double LIMB_SHARE = 0.2; // of its length
    private static final double HEAD_SHARE = 0.05; // of the body's height
    private static final double MARKS_SHARE = 0.25; // of the body's height, from mark to mark
    private static final double MARK_PIXELS = 4;

    private final Clip clip;
    private final int step;
    private final Bones bones;
    private final Stage stage;
    private final double pixelsPerMetre;
    private final Canvas canvas = new Canvas(WIDTH, HEIGHT);
    private final long[] farFirst;

    public BodyDrawing(Clip clip) {
        this.clip = clip;
        // A rate that is a little above, as 25.0003, is one of 25.
        this.step = Math.max(1, (int) Math.ceil(clip.framesPerSecond() / FRAMES_PER_SECOND_MAX - 0.01));
        BodyMap body = BodyMap.of(clip.skeleton());
        this.bones = new Bones(clip.skeleton(), body);
        this.stage = Stage.of(clip, body, bones);
        this.pixelsPerMetre = Math.min(
                (HEIGHT - 3 * MARGIN_PIXELS) / stage.heightMetres(), (HALF / 2 - MARGIN_PIXELS) / stage.reachMetres());
        this.farFirst = new long[bones.all().size()];
    }

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public int height() {
        return HEIGHT;
    }

    @Override
    public int frames() {
        return (clip.frames() + step - 1) / step;
    }

    @Override
    public double secondsEach() {
        return step * clip.frameSeconds();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        var pose = new Pose(clip);
        for (int frame = 0; frame < clip.frames(); frame += step) {
            // What a program put before the motion is no part of what was done.
            draw(pose.at(Math.max(frame, clip.firstFrameOfMotion())));
            out.write(canvas.bytes());
        }
    }

    private void draw(Pose pose) {
        canvas.clear();
        double leftX = -stage.forwardY();
        double leftY = stage.forwardX();
        canvas.within(0, HALF);
        draw(pose, new View(HALF / 2.0, leftX, leftY, stage.forwardX(), stage.forwardY()));
        canvas.within(HALF, WIDTH);
        draw(pose, new View(HALF * 1.5, stage.forwardX(), stage.forwardY(), -leftX, -leftY));
    }

    /// One side to look from: what lies to the right in the picture, and what is nearer.
    private record View(double middle, double rightX, double rightY, double nearX, double nearY) {
        double right(double x, double y) {
            return x * rightX + y * rightY;
        }

        double near(double x, double y) {
            return x * nearX + y * nearY;
        }
    }

    private void draw(Pose pose, View view) {
        double hips = view.right(pose.x(bones.hips()), pose.y(bones.hips()));
        ground(view, hips);
        for (int i = 0; i < farFirst.length; i++) {
            int joint = bones.all().get(i).to();
            double near = view.near(pose.x(joint), pose.y(joint));
            farFirst[i] = ((long) (near * 1000) << 16) | i; // whole millimetres, then which bone
        }
        Arrays.sort(farFirst);
        for (long far : farFirst) {
            bone(pose, view, hips, bones.all().get((int) (far & 0xffff)));
        }
    }

    private void ground(View view, double hips) {
        double y = row(stage.groundMetres()) + LIMB_PIXELS_MAX;
        canvas.line(view.middle() - HALF, y, view.middle() + HALF, y, 1, Colour.GROUND);
        double apart = Math.max(MARGIN_PIXELS, MARKS_SHARE * stage.heightMetres() * pixelsPerMetre);
        double passed = (hips * pixelsPerMetre) % apart;
        for (double x = view.middle() - HALF - apart - passed; x < view.middle() + HALF; x += apart) {
            canvas.line(x, y, x, y + MARK_PIXELS, 1, Colour.GROUND);
        }
    }

    private void bone(Pose pose, View view, double hips, Bone bone) {
        double fromX = view.middle() + pixelsPerMetre * (view.right(pose.x(bone.from()), pose.y(bone.from())) - hips);
        double fromY = row(pose.z(bone.from()));
        double toX = view.middle() + pixelsPerMetre * (view.right(pose.x(bone.to()), pose.y(bone.to())) - hips);
        double toY = row(pose.z(bone.to()));
        canvas.line(
                fromX,
                fromY,
                fromX + bone.share() * (toX - fromX),
                fromY + bone.share() * (toY - fromY),
                radius(bone),
                bone.colour());
    }

    private double radius(Bone bone) {
        double metres = bone.head() ? HEAD_SHARE * stage.heightMetres() : LIMB_SHARE * bone.lengthMetres();
        return bone.head()
                ? pixelsPerMetre * metres
                : Math.clamp(pixelsPerMetre * metres, LIMB_PIXELS_MIN, LIMB_PIXELS_MAX);
    }

    private double row(double heightMetres) {
        return HEIGHT - 1.5 * MARGIN_PIXELS - pixelsPerMetre * (heightMetres - stage.groundMetres());
    }
}
