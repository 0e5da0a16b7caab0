package dev.firsthand.motion.retarget;

import dev.firsthand.motion.robot.UrdfReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/// Robots whose joints, limits and licence come with this program (NOTICE); no meshes.
public enum KnownRobot {
    G1("g1"),
    H1_2("h1-2"),
    SO101("so101");

    private final String word;

    KnownRobot(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public static Optional<KnownRobot> named(String word) {
        return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
    }

    public RobotBody body() throws IOException {
        try (InputStream in = urdf()) {
            return RobotBody.of(UrdfReader.read(in));
        }
    }

    /// For whoever shows the robot or holds it against another program.
    public InputStream urdf() {
        return Objects.requireNonNull(KnownRobot.class.getResourceAsStream(word + ".urdf"));
    }
}
