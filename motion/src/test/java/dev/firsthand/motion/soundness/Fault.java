package dev.firsthand.motion.soundness;

import dev.firsthand.recording.mocap.BodyMap;
import dev.firsthand.recording.mocap.BodyPart;
import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.mocap.Pose;
import dev.firsthand.recording.mocap.Skeleton;
import dev.firsthand.streams.space.Rotation;
import dev.firsthand.streams.space.Vector3;
import java.util.Random;

/// What goes wrong in recordings, put into a sound clip on purpose.
enum Fault {
    GAP(Check.GAPS, 0.6),
    TELEPORT(Check.TELEPORTS, 0.05),
    HAND_TELEPORT(Check.TELEPORTS, 0.05),
    JITTER(Check.JITTER, 2.5),
    SKATE(Check.FOOT_SKATE, 1.2),
    FLOOR(Check.FLOOR, 0.8),
    KNEE_BACK(Check.JOINT_LIMITS, 0.5),
    BONE(Check.BONE_DRIFT, 1),
    SELF_CONTACT(Check.SELF_CONTACT, 0.5),
    FROZEN(Check.FROZEN_SENSOR, 3.4),
    SWAP(Check.SWAPPED_SIDES, 0.5);

    private final Check check;
    private final double seconds;

    Fault(Check check, double seconds) {
        this.check = check;
        this.seconds = seconds;
    }

    Check check() {
        return check;
    }

    int frames(Clip clip) {
        return (int) Math.ceil(seconds / clip.frameSeconds());
    }

    /// The same clip with this fault from a frame on.
    Clip in(Clip sound, int start, Random random) {
        Clip clip = copy(sound);
        int end = Math.min(clip.frames(), start + frames(clip));
        BodyMap body = BodyMap.of(clip.skeleton());
        boolean left = random.nextBoolean();
        int forearm = body.at(left ? BodyPart.LEFT_FOREARM : BodyPart.RIGHT_FOREARM);
        int arm = body.at(left ? BodyPart.LEFT_UPPER_ARM : BodyPart.RIGHT_UPPER_ARM);
        int shin = body.at(left ? BodyPart.LEFT_SHIN : BodyPart.RIGHT_SHIN);
        return switch (this) {
            case GAP -> {
                for (int f = start; f < end; f++) {
                    set(clip, f, forearm, new Rotation(Double.NaN, Double.NaN, Double.NaN, Double.NaN));
                }
                yield clip;
            }
            case TELEPORT -> move(clip, start, end, new Vector3(0.5, 0.2, 0));
            case HAND_TELEPORT -> turn(clip, start, end, arm, Rotation.about(across(clip, forearm), -1.2));
            case JITTER -> jitter(clip, start, end, arm, random);
            case SKATE -> slide(clip, start, end);
            case FLOOR -> move(clip, start, end, new Vector3(0, 0, -0.12));
            case KNEE_BACK -> kneeBack(clip, start, end, shin, body);
            case BONE -> bone(clip, start, end, forearm);
            case SELF_CONTACT -> into(clip, start, end, arm, forearm, new BodyPart[] {BodyPart.HIPS, BodyPart.CHEST});
            case FROZEN -> freeze(clip, start, end, arm);
            case SWAP -> swap(clip, start, end, body);
        };
    }

    private static Clip copy(Clip clip) {
        return new Clip(
                clip.skeleton(),
                clip.frameSeconds(),
                clip.frames(),
                clip.firstFrameOfMotion(),
                clip.rotations().clone(),
                clip.movers(),
                clip.translations().clone());
    }

    private static void set(Clip clip, int frame, int joint, Rotation q) {
        Stander.set(clip.rotations(), clip.skeleton().size(), frame, joint, q);
    }

    private static Rotation turned(Clip clip, int frame, int joint) {
        float[] q = clip.rotations();
        int at = 4 * (frame * clip.skeleton().size() + joint);
        return new Rotation(q[at], q[at + 1], q[at + 2], q[at + 3]);
    }

    private static Clip move(Clip clip, int start, int end, Vector3 by) {
        int width = 3 * clip.movers().length;
        for (int f = start; f < end; f++) {
            clip.translations()[f * width] += by.x();
            clip.translations()[f * width + 1] += by.y();
            clip.translations()[f * width + 2] += by.z();
        }
        return clip;
    }

    /// An axis about which a bone moves most.
    private static Vector3 across(Clip clip, int joint) {
        Vector3 bone = clip.skeleton().joints().get(joint).parentFromJoint().unit();
        Vector3 any = Math.abs(bone.y()) < 0.7 ? new Vector3(0, 1, 0) : new Vector3(1, 0, 0);
        return any.across(bone).unit();
    }

    private static Clip slide(Clip clip, int start, int end) {
        int width = 3 * clip.movers().length;
        for (int f = start; f < clip.frames(); f++) {
            clip.translations()[f * width + 1] += 0.9 * clip.frameSeconds() * (Math.min(f, end) - start);
        }
        return clip;
    }

    private static Clip turn(Clip clip, int start, int end, int joint, Rotation by) {
        for (int f = start; f < end; f++) {
            set(clip, f, joint, turned(clip, f, joint).times(by));
        }
        return clip;
    }

    /// A part of its shaking lies between 10 and 25 Hz.
    private static Clip jitter(Clip clip, int start, int end, int joint, Random random) {
        for (int f = start; f < end; f++) {
            double radians = 0.12 * Math.sin(2 * Math.PI * 14 * f * clip.frameSeconds()) + 0.02 * random.nextGaussian();
            set(clip, f, joint, turned(clip, f, joint).times(Rotation.about(new Vector3(0.6, 0.8, 0), radians)));
        }
        return clip;
    }

    private static Clip freeze(Clip clip, int start, int end, int joint) {
        Rotation held = turned(clip, start, joint);
        for (int f = start; f < end; f++) {
            set(clip, f, joint, held);
        }
        return clip;
    }

    /// The shin goes forty degrees forwards of the thigh.
    private static Clip kneeBack(Clip clip, int start, int end, int shin, BodyMap body) {
        int thigh = clip.skeleton().joints().get(shin).parent();
        Pose pose = new Pose(clip);
        for (int f = start; f < end; f++) {
            pose.at(f);
            Vector3 left = pose.place(body.at(BodyPart.LEFT_THIGH))
                    .minus(pose.place(body.at(BodyPart.RIGHT_THIGH)))
                    .unit();
            Vector3 along = pose.place(shin).minus(pose.place(thigh));
            aim(
                    clip,
                    f,
                    shin,
                    pose.worldFromJoint(thigh),
                    Rotation.about(left, -Math.toRadians(40)).apply(along));
        }
        return clip;
    }

    /// Turns a joint so that its first bone points somewhere. Answers how the joint then lies in the world.
    private static Rotation aim(Clip clip, int frame, int joint, Rotation worldFromParent, Vector3 onto) {
        Vector3 bone = Vector3.ZERO;
        for (Skeleton.Joint child : clip.skeleton().joints()) {
            if (child.parent() == joint && bone.length() < 1e-6) {
                bone = child.parentFromJoint();
            }
        }
        Rotation world = Rotation.between(bone, onto);
        set(clip, frame, joint, worldFromParent.inverse().times(world));
        return world;
    }

    /// An arm goes straight to the middle of another bone.
    static Clip into(Clip clip, int start, int end, int arm, int forearm, BodyPart[] bone) {
        BodyMap body = BodyMap.of(clip.skeleton());
        int shoulder = clip.skeleton().joints().get(arm).parent();
        Pose pose = new Pose(clip);
        for (int f = start; f < end; f++) {
            pose.at(f);
            Vector3 middle = pose.place(body.at(bone[0]))
                    .plus(pose.place(body.at(bone[1])))
                    .times(0.5);
            Rotation world = aim(clip, f, arm, pose.worldFromJoint(shoulder), middle.minus(pose.place(arm)));
            aim(clip, f, forearm, world, middle.minus(pose.place(arm)));
        }
        return clip;
    }

    private static Clip swap(Clip clip, int start, int end, BodyMap body) {
        Clip sound = copy(clip);
        Pose pose = new Pose(sound);
        for (int f = start; f < end; f++) {
            pose.at(f);
            for (BodyPart hand : new BodyPart[] {BodyPart.LEFT_HAND, BodyPart.RIGHT_HAND}) {
                int arm = body.at(hand == BodyPart.LEFT_HAND ? BodyPart.LEFT_UPPER_ARM : BodyPart.RIGHT_UPPER_ARM);
                int forearm = body.at(hand == BodyPart.LEFT_HAND ? BodyPart.LEFT_FOREARM : BodyPart.RIGHT_FOREARM);
                Vector3 onto = pose.place(body.at(hand.mirrored())).minus(pose.place(arm));
                int shoulder = clip.skeleton().joints().get(arm).parent();
                Rotation world = aim(clip, f, arm, pose.worldFromJoint(shoulder), onto);
                aim(clip, f, forearm, world, onto);
            }
        }
        return clip;
    }

    /// The forearm becomes a joint of its own places, a tenth too long for a while.
    private static Clip bone(Clip clip, int start, int end, int forearm) {
        int before = clip.movers().length;
        int[] movers = java.util.Arrays.copyOf(clip.movers(), before + 1);
        movers[before] = forearm;
        double[] places = new double[3 * movers.length * clip.frames()];
        Vector3 bone = clip.skeleton().joints().get(forearm).parentFromJoint();
        for (int f = 0; f < clip.frames(); f++) {
            System.arraycopy(clip.translations(), 3 * before * f, places, 3 * movers.length * f, 3 * before);
            Vector3 now = f >= start && f < end ? bone.times(1.1) : bone;
            places[3 * (movers.length * f + before)] = now.x();
            places[3 * (movers.length * f + before) + 1] = now.y();
            places[3 * (movers.length * f + before) + 2] = now.z();
        }
        return new Clip(
                clip.skeleton(),
                clip.frameSeconds(),
                clip.frames(),
                clip.firstFrameOfMotion(),
                clip.rotations(),
                movers,
                places);
    }
}
