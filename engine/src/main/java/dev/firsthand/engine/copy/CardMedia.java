package dev.firsthand.engine.copy;

import dev.firsthand.engine.privacy.PrivacyLevel;

/// What a data card says otherwise of pictures than of motion alone.
sealed interface CardMedia permits PictureCard, MotionCard {
    static CardMedia of(CopyContents contents) {
        return switch (contents.media()) {
            case CopyMedia.Pictures pictures -> new PictureCard(contents, pictures);
            case CopyMedia.Motion alone -> new MotionCard(contents);
        };
    }

    /// Rows of the head.
    String head();

    /// What was done, and by whom, before an episode had this level.
    String meaning(PrivacyLevel level);

    /// The section about how it was recorded.
    String recorded();

    /// Whose clock times are told on.
    String clock();

    /// What a frame shows.
    String one();

    /// The last points of what is to be known.
    String toKnow();
}
