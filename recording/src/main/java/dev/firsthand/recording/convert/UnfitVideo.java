package dev.firsthand.recording.convert;

/// The video cannot go into the file as it is. Stays within the package: the door answers with a result.
@SuppressWarnings("serial")
final class UnfitVideo extends Exception {
    private final String code;

    UnfitVideo(String code, String message) {
        super(message);
        this.code = code;
    }

    EpisodeMcapResult.Refused refusal() {
        return new EpisodeMcapResult.Refused(code, "The video does not fit: " + getMessage());
    }
}
