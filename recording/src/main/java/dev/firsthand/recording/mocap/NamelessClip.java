package dev.firsthand.recording.mocap;

import dev.firsthand.recording.mocap.Skeleton.Joint;
import java.util.ArrayList;
import java.util.List;

/// A motion whose joints carry nothing but words for parts of a body ([JointNames]).
public final class NamelessClip {
    private NamelessClip() {}

    /// The same motion, its numbers shared. Several joints may get the same name.
    public static Clip of(Clip clip) {
        List<String> names = JointNames.of(clip.skeleton());
        List<Joint> joints = new ArrayList<>();
        for (int j = 0; j < names.size(); j++) {
            Joint joint = clip.skeleton().joints().get(j);
            joints.add(new Joint(names.get(j), joint.parent(), joint.parentFromJoint(), joint.end()));
        }
        return new Clip(
                new Skeleton(joints),
                clip.frameSeconds(),
                clip.frames(),
                clip.firstFrameOfMotion(),
                clip.rotations(),
                clip.movers(),
                clip.translations());
    }

    /// How many joints have a name with more in it.
    public static int named(Clip clip) {
        List<String> names = JointNames.of(clip.skeleton());
        int named = 0;
        for (int j = 0; j < names.size(); j++) {
            named += clip.skeleton().joints().get(j).name().equals(names.get(j)) ? 0 : 1;
        }
        return named;
    }
}
