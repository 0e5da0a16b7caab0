package dev.firsthand.engine.release;

import dev.firsthand.engine.copy.CopyMedia;
import dev.firsthand.recording.video.GridSpec;
import java.util.Optional;

/// What a release is asked for: pictures, with what lies beside them, or the motion of bodies alone. A set
/// has one list of features, so it is never both.
public sealed interface ReleaseMedia {
    /// By what name it is asked for.
    enum Kind {
        PICTURES,
        MOTION
    }

    Kind kind();

    /// Without a grid the release takes 30 frames a second and a size that fits its episodes.
    record Pictures(Optional<GridSpec> grid) implements ReleaseMedia {
        /// On the usual grid.
        public static final Pictures USUAL = new Pictures(Optional.empty());

        @Override
        public Kind kind() {
            return Kind.PICTURES;
        }
    }

    record Motion(CopyMedia.Motion copied) implements ReleaseMedia {
        /// 30 frames a second, as of pictures.
        public static final Motion USUAL = new Motion(new CopyMedia.Motion(30));

        @Override
        public Kind kind() {
            return Kind.MOTION;
        }
    }
}
