package dev.firsthand.motion.retarget;

import dev.firsthand.streams.space.Rotation;
import dev.firsthand.streams.space.Vector3;
import java.util.List;

/// A robot's arm or leg.
///
/// @param path joints from the trunk (an arm) or the base (a leg) to the wrist or ankle, the nearest first
/// @param middle the joint that is the elbow or knee
/// @param rootInBase where shoulder or hip are in the link that the limb hangs on, while all joints are at rest
/// @param upperMetres from there to the elbow or knee
/// @param lowerMetres from there to the wrist or ankle
/// @param nearestMetres how near to shoulder or hip the elbow or knee can bring wrist or ankle
/// @param reachMetres how far away it can bring it
/// @param straight the value of elbow or knee with which it is that far away
/// @param bent its value when it is bent as far as it goes; it never bends to the other side
/// @param linkFromEnd how the hand or foot lies in the last link: forwards x, and z to the thumb or up
/// @param end the place of wrist or ankle in the last link
record Limb(
        boolean left,
        List<Integer> path,
        int middle,
        Vector3 rootInBase,
        double upperMetres,
        double lowerMetres,
        double nearestMetres,
        double reachMetres,
        double straight,
        double bent,
        Rotation linkFromEnd,
        Vector3 end) {
    double lengthMetres() {
        return upperMetres + lowerMetres;
    }
}
