package dev.firsthand.recording.mocap;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Names of joints for whoever must not know whose they are. Programs write the name of who wore the suit into them
/// ("Jane:LeftHand"), so only words for parts of a body stay, as in `left_hand`, and a number behind such a word.
public final class JointNames {
    private static final String NOTHING_LEFT = "joint";
    private static final Pattern TOKEN = Pattern.compile("[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+");
    private static final Pattern PARTS = Pattern.compile(
            "(?:left|right|upper|lower|up|low|fore|hips?|pelvis|spine|abdomen|back|waist|torso|chest|neck|head|jaw|chin|eyes?"
                    + "|collar|clavicle|shoulder|shldr|arm|elbow|hand|wrist|palm|fingers?|thumb|index|middle|mid|ring|pinky"
                    + "|little|metacarpal|proximal|distal|leg|thigh|buttock|knee|shin|calf|foot|ankle|heel|toes?|ball"
                    + "|base|root|end|site|tip|roll|twist|joint)+");
    private static final Pattern SIDED = Pattern.compile("[lr](?:" + PARTS.pattern() + ")?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,2}");

    private JointNames() {}

    /// Several joints may get the same.
    public static List<String> of(Skeleton skeleton) {
        return skeleton.joints().stream().map(joint -> plain(joint.name())).toList();
    }

    static String plain(String name) {
        List<String> kept = new ArrayList<>();
        boolean before = false;
        for (String token : tokens(name.substring(name.lastIndexOf(':') + 1))) {
            before = isPart(token) || (before && NUMBER.matcher(token).matches());
            if (before) {
                kept.add(token);
            }
        }
        return kept.isEmpty() ? NOTHING_LEFT : String.join("_", kept);
    }

    private static List<String> tokens(String name) {
        return TOKEN.matcher(name)
                .results()
                .map(MatchResult::group)
                .map(token -> token.toLowerCase(Locale.ROOT))
                .toList();
    }

    private static boolean isPart(String token) {
        return PARTS.matcher(token).matches() || SIDED.matcher(token).matches();
    }
}
