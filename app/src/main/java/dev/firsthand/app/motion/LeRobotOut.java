package dev.firsthand.app.motion;

import dev.firsthand.recording.convert.MotionSetResult;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/// What goes with `--layout lerobot`: a folder in place of a file, and a sentence that says what is done.
final class LeRobotOut {
    static final String LAYOUT = "lerobot";

    @Option(
            names = "--task",
            paramLabel = "SENTENCE",
            description = "what is done, such as \"walk to the door\": a LeRobot set has a sentence for each episode")
    private String task = "";

    /// Writes one kind of motion as a set.
    interface Writing {
        MotionSetResult to(Path folder, String task) throws IOException;
    }

    /// Whether a set can be written; why not is said.
    boolean ready(PrintStream screen) {
        if (task.isBlank()) {
            screen.println("A LeRobot set says what is done: add --task \"walk to the door\".");
        }
        return !task.isBlank();
    }

    /// The exit code.
    int write(Path folder, PrintStream screen, Writing writing) throws IOException {
        try {
            return switch (writing.to(folder, task.strip())) {
                case MotionSetResult.Written written -> {
                    screen.printf("%s: %d frames at %d a second.%n", folder, written.frames(), written.fps());
                    yield 0;
                }
                case MotionSetResult.NotMeasured(int frame) -> {
                    screen.printf(
                            "In frame %d something was not measured, and a LeRobot set can't say so: `motion check` names the gaps. Fill them in the program that recorded it, or cut them out.%n",
                            frame);
                    yield 1;
                }
            };
        } catch (FileAlreadyExistsException there) {
            screen.printf("%s is there already: name another folder.%n", folder);
            return 2;
        }
    }
}
