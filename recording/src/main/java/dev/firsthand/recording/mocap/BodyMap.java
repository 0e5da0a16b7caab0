package dev.firsthand.recording.mocap;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which joint of a skeleton is which part of a body, found by the names that programs give them.
public final class BodyMap {
    private static final Pattern SIDED = Pattern.compile(
            "(?<word>left|right)(?<rest>.*)|(?<rest2>.+?)[_. ]?(?<word2>left|right)|(?<letter>[lr])[_. ]?(?<rest3>.+)|(?<rest4>.+)[_. ](?<letter2>[lr])");
    private static final Set<BodyPart> NEEDED = Set.of(
            BodyPart.HIPS,
            BodyPart.HEAD,
            BodyPart.LEFT_UPPER_ARM,
            BodyPart.LEFT_FOREARM,
            BodyPart.LEFT_HAND,
            BodyPart.LEFT_THIGH,
            BodyPart.LEFT_SHIN,
            BodyPart.LEFT_FOOT);

    private final Map<BodyPart, Integer> joints = new EnumMap<>(BodyPart.class);

    private BodyMap() {}

    public static BodyMap of(Skeleton skeleton) {
        var byName = new HashMap<String, Integer>();
        for (int i = 0; i < skeleton.size(); i++) {
            if (!skeleton.joints().get(i).end()) {
                for (String key : keys(skeleton.joints().get(i).name())) {
                    byName.putIfAbsent(key, i);
                }
            }
        }
        var map = new BodyMap();
        for (BodyPart part : BodyPart.values()) {
            part.names().stream()
                    .map(name -> byName.get(part.side() + name))
                    .filter(found -> found != null && !map.joints.containsValue(found))
                    .findFirst()
                    .ifPresent(found -> map.joints.put(part, found));
        }
        map.settleShoulders(byName);
        map.findChest(skeleton);
        map.findToes(skeleton);
        return map;
    }

    public OptionalInt joint(BodyPart part) {
        Integer found = joints.get(part);
        return found == null ? OptionalInt.empty() : OptionalInt.of(found);
    }

    /// For parts that [#whole] has shown to be there.
    public int at(BodyPart part) {
        return joint(part).orElseThrow(() -> new IllegalStateException("this skeleton has no " + part));
    }

    public boolean has(BodyPart part) {
        return joints.containsKey(part);
    }

    /// Whether hips, head, arms and legs are all there.
    public boolean whole() {
        return NEEDED.stream().allMatch(part -> has(part) && has(part.mirrored()));
    }

    /// "mixamorig:LeftUpLeg", "lThigh", "thigh_l" and "Left Thigh" all mean one thing. The side stands first.
    static List<String> keys(String name) {
        String bare = name.substring(name.lastIndexOf(':') + 1).strip();
        String small = bare.toLowerCase(Locale.ROOT);
        String whole = letters(small);
        Matcher sided = SIDED.matcher(small);
        if (!sided.matches()) {
            return List.of(whole);
        }
        String side = first(sided, "word", "word2", "letter", "letter2").startsWith("l") ? "L" : "R";
        return List.of(whole, side + letters(first(sided, "rest", "rest2", "rest3", "rest4")));
    }

    private static String first(Matcher matcher, String... groups) {
        for (String group : groups) {
            String found = matcher.group(group);
            if (found != null) {
                return found;
            }
        }
        return "";
    }

    private static String letters(String text) {
        return text.replaceAll("[^a-z0-9]", "");
    }

    /// "Shoulder" is the collar bone where something else is the arm, and the arm where it is not. In skeletons
    /// with a collar of their own it is the arm.
    private void settleShoulders(Map<String, Integer> byName) {
        for (BodyPart collar : List.of(BodyPart.LEFT_COLLAR, BodyPart.RIGHT_COLLAR)) {
            BodyPart arm = collar == BodyPart.LEFT_COLLAR ? BodyPart.LEFT_UPPER_ARM : BodyPart.RIGHT_UPPER_ARM;
            Integer shoulder = byName.get(collar.side() + "shoulder");
            if (shoulder != null && !has(arm)) {
                joints.remove(collar, shoulder);
                joints.put(arm, shoulder);
            }
        }
    }

    /// The chest is where both arms meet, whatever it is called.
    private void findChest(Skeleton skeleton) {
        if (!has(BodyPart.LEFT_UPPER_ARM) || !has(BodyPart.RIGHT_UPPER_ARM)) {
            return;
        }
        int left = at(BodyPart.LEFT_UPPER_ARM);
        int right = at(BodyPart.RIGHT_UPPER_ARM);
        while (left != right && left >= 0 && right >= 0) {
            if (left > right) {
                left = skeleton.joints().get(left).parent();
            } else {
                right = skeleton.joints().get(right).parent();
            }
        }
        if (left == right && left >= 0) {
            joints.put(BodyPart.CHEST, left);
        }
    }

    /// A foot without a toe joint often has a far end there; some programs write a far end that means nothing.
    private void findToes(Skeleton skeleton) {
        for (BodyPart toe : List.of(BodyPart.LEFT_TOE, BodyPart.RIGHT_TOE)) {
            BodyPart foot = toe == BodyPart.LEFT_TOE ? BodyPart.LEFT_FOOT : BodyPart.RIGHT_FOOT;
            if (has(toe) || !has(foot)) {
                continue;
            }
            double shin = skeleton.joints().get(at(foot)).parentFromJoint().length();
            for (int i = at(foot) + 1; i < skeleton.size(); i++) {
                Skeleton.Joint joint = skeleton.joints().get(i);
                double length = joint.parentFromJoint().length();
                if (joint.end() && joint.parent() == at(foot) && length > 0.15 * shin && length < shin) {
                    joints.put(toe, i);
                }
            }
        }
    }
}
