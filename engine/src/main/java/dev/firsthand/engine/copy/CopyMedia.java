package dev.firsthand.engine.copy;

import dev.firsthand.recording.video.GridSpec;

/// What a copy shows at the frames of its grid. A set has one list of features, so it is of pictures or of
/// motion alone.
public sealed interface CopyMedia {
    /// Frames a second.
    int fps();

    /// Its name in a manifest.
    String wireName();

    /// Pictures of one size. `encoderBuild` names the program that encoded them: another build may give other
    /// bytes.
    record Pictures(GridSpec grid, String encoderBuild) implements CopyMedia {
        static final String NAME = "pictures";

        @Override
        public int fps() {
            return grid.fps();
        }

        @Override
        public String wireName() {
            return NAME;
        }
    }

    /// How bodies moved, without a picture.
    record Motion(int fps) implements CopyMedia {
        static final String NAME = "motion";

        public Motion {
            if (fps < 1 || fps > GridSpec.FPS_MAX) {
                throw new IllegalArgumentException(
                        "fps is %d, it must be from 1 to %d".formatted(fps, GridSpec.FPS_MAX));
            }
        }

        @Override
        public String wireName() {
            return NAME;
        }
    }
}
