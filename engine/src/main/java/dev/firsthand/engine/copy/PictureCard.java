package dev.firsthand.engine.copy;

import dev.firsthand.engine.privacy.PrivacyLevel;
import java.util.List;

/// The data card of a copy of pictures.
record PictureCard(CopyContents contents, CopyMedia.Pictures media) implements CardMedia {
    @Override
    public String head() {
        return """
                | picture | %d x %d, scaled to fit and padded |
                | encoder build | %s |
                | sound | none, removed before anybody saw the recording |
                """.formatted(media.grid().width(), media.grid().height(), CardTable.cell(media.encoderBuild()));
    }

    @Override
    public String meaning(PrivacyLevel level) {
        return switch (level) {
            case SCRUBBED -> "sound, metadata and hidden payload are gone. Nobody has looked at the pictures";
            case CLEARED_BY_PERSON ->
                "a person looked at one picture a second, with the video at hand, and saw no face, screen, document, name"
                        + " or child. Pictures in between were not all looked at";
        };
    }

    @Override
    public String recorded() {
        List<List<Object>> rows = CardTable.rows(
                contents,
                episode -> episode.picture()
                        .map(picture -> "%d x %d | %d"
                                .formatted(picture.width(), picture.height(), Math.round(picture.rateHz())))
                        .orElseThrow());
        return CardTable.table("Pictures as recorded", List.of("size", "pictures a second", "episodes"), rows)
                + "\nMCAP has the pictures at these times, at most 1280 on the longer side; LeRobot has them on the grid.\n";
    }

    @Override
    public String clock() {
        return "the pictures";
    }

    @Override
    public String one() {
        return "picture";
    }

    @Override
    public String toKnow() {
        return """
                - Names of episodes and contributors are made for this copy alone. The same episode in another holder's copy can be
                  found by its pictures; two episodes of one person cannot be joined across copies by anything written here.
                - Image statistics come from evenly spaced frames, as many as `prov/image_statistics_frames` says; all others are exact.
                """;
    }
}
