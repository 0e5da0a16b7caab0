package dev.firsthand.recording.live;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which joint hangs on which, by the names that a sender gives them.
final class BoneTree {
    private static final List<String> SIDES = List.of("Left", "Right");

    /// Unity's human bones, as VMC names them.
    static final BoneTree VMC = vmc();

    /// As Rokoko names them.
    static final BoneTree ROKOKO = rokoko();

    private final String root;
    private final Map<String, String> parents = new HashMap<>();

    private BoneTree(String root) {
        this.root = root;
    }

    private static BoneTree vmc() {
        var tree = new BoneTree("Hips");
        tree.chain("Hips", "Spine", "Chest", "UpperChest", "Neck", "Head", "Jaw");
        for (String side : SIDES) {
            tree.chain("Head", side + "Eye");
            tree.chain("UpperChest", side + "Shoulder", side + "UpperArm", side + "LowerArm", side + "Hand");
            tree.chain("Hips", side + "UpperLeg", side + "LowerLeg", side + "Foot", side + "Toes");
            for (String finger : List.of("Thumb", "Index", "Middle", "Ring", "Little")) {
                String name = side + finger;
                tree.chain(side + "Hand", name + "Proximal", name + "Intermediate", name + "Distal");
            }
        }
        return tree;
    }

    private static BoneTree rokoko() {
        var tree = new BoneTree("hip");
        tree.chain("hip", "spine", "chest", "neck", "head");
        for (String side : List.of("left", "right")) {
            tree.chain("chest", side + "Shoulder", side + "UpperArm", side + "LowerArm", side + "Hand");
            tree.chain("hip", side + "UpLeg", side + "Leg", side + "Foot", side + "Toe", side + "ToeEnd");
            for (String finger : List.of("Thumb", "Index", "Middle", "Ring", "Little")) {
                String name = side + finger;
                tree.chain(side + "Hand", name + "Proximal", name + "Medial", name + "Distal", name + "Tip");
            }
        }
        return tree;
    }

    private void chain(String... names) {
        for (int i = 1; i < names.length; i++) {
            parents.put(names[i], names[i - 1]);
        }
    }

    String root() {
        return root;
    }

    boolean knows(String name) {
        return name.equals(root) || parents.containsKey(name);
    }

    /// The nearest joint above that is among those there are; a name nobody knows hangs on the root. Empty for the
    /// root.
    Optional<String> parent(String name, Set<String> there) {
        if (name.equals(root)) {
            return Optional.empty();
        }
        String above = parents.getOrDefault(name, root);
        while (!above.equals(root) && !there.contains(above)) {
            above = parents.getOrDefault(above, root);
        }
        return Optional.of(above);
    }
}
