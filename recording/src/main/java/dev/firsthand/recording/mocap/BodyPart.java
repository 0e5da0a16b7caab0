package dev.firsthand.recording.mocap;

import java.util.List;

/// A joint of a body, named for the bone that begins there: the forearm begins at the elbow.
public enum BodyPart {
    HIPS("hips hip pelvis"),
    SPINE("spine abdomen lowerback waist torso chest"),
    CHEST("chest"),
    NECK("neck neck1 neck0"),
    HEAD("head"),
    LEFT_COLLAR("collar clavicle shoulder"),
    LEFT_UPPER_ARM("arm upperarm uparm shldr shoulder"),
    LEFT_FOREARM("forearm lowerarm lowarm elbow"),
    LEFT_HAND("hand wrist"),
    LEFT_THIGH("upleg thigh upperleg hip"),
    LEFT_SHIN("leg shin lowleg lowerleg knee calf"),
    LEFT_FOOT("foot ankle"),
    LEFT_TOE("toebase toe toes ball forefoot"),
    RIGHT_COLLAR(LEFT_COLLAR),
    RIGHT_UPPER_ARM(LEFT_UPPER_ARM),
    RIGHT_FOREARM(LEFT_FOREARM),
    RIGHT_HAND(LEFT_HAND),
    RIGHT_THIGH(LEFT_THIGH),
    RIGHT_SHIN(LEFT_SHIN),
    RIGHT_FOOT(LEFT_FOOT),
    RIGHT_TOE(LEFT_TOE);

    private final String names; // parted by blanks

    BodyPart(String names) {
        this.names = names;
    }

    BodyPart(BodyPart other) {
        this.names = other.names;
    }

    /// Names that programs give it, without side, the surest first.
    List<String> names() {
        return List.of(names.split(" "));
    }

    /// "L", "R", or nothing for what a body has once.
    String side() {
        return name().startsWith("LEFT_") ? "L" : name().startsWith("RIGHT_") ? "R" : "";
    }

    /// The same part of the other side; itself for what a body has once.
    public BodyPart mirrored() {
        return switch (side()) {
            case "L" -> valueOf("RIGHT_" + name().substring(5));
            case "R" -> valueOf("LEFT_" + name().substring(6));
            default -> this;
        };
    }
}
