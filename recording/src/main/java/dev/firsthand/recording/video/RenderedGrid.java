package dev.firsthand.recording.video;

import dev.firsthand.recording.mp4.MediaException;
import dev.firsthand.recording.mp4.Mp4File;
import dev.firsthand.recording.mp4.Mp4Samples;
import dev.firsthand.recording.mp4.Mp4Track;

/// Checks what the encoder wrote against what a grid promises.
final class RenderedGrid {
    private RenderedGrid() {}

    static void check(Mp4File mp4, GridSpec spec, int frames, int keyframeEvery) throws MediaException {
        require(mp4.tracks().size() == 1 && mp4.tracks().getFirst().video(), "it has other tracks than one video");
        Mp4Track track = mp4.tracks().getFirst();
        Mp4Samples samples = track.samples();
        require(track.codec().equals("avc1"), "its codec is " + track.codec());
        require(track.width() == spec.width() && track.height() == spec.height(), "its picture has another size");
        require(track.timescale() == spec.timescale(), "its timescale is " + track.timescale());
        require(!track.editListPresent(), "it has an edit list");
        require(track.rotationDegrees() == 0, "it is turned");
        require(samples.size() == frames, "it has %d frames instead of %d".formatted(samples.size(), frames));
        int ticks = spec.timescale() / spec.fps();
        for (int k = 0; k < frames; k++) {
            require(
                    samples.presentationTicks()[k] == (long) k * ticks && samples.decodeTicks()[k] == (long) k * ticks,
                    "frame %d is at another time than %d / %d s".formatted(k, k, spec.fps()));
            require(
                    samples.keyframe()[k] || k % keyframeEvery != 0,
                    "frame %d should be a keyframe and is none".formatted(k));
        }
    }

    private static void require(boolean holds, String otherwise) throws MediaException {
        if (!holds) {
            throw new MediaException("render-not-as-promised", "the rendered video was thrown away: " + otherwise);
        }
    }
}
