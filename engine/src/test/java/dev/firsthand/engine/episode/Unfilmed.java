package dev.firsthand.engine.episode;

import dev.firsthand.engine.WalkingHouse;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.streams.time.TimeSpan;

/// Makes an episode that was filmed in a suit one of the motion alone, as if nobody had filmed.
public final class Unfilmed {
    private Unfilmed() {}

    public static void from(WalkingHouse house, EpisodeId id, TimeSpan span, int frames) {
        house.within(tx -> {
            Episode filmed = house.episodes().find(tx, id).orElseThrow();
            var clip = filmed.recording().motion().orElseThrow().clip();
            var alone = new MotionRecording(
                    clip,
                    span.length().toNanos(),
                    frames,
                    24,
                    filmed.recording().notes());
            byte[] sealed = house.people()
                    .columns()
                    .seal(filmed.owner(), "episode.recording", Personal.of(RecordingText.write(alone)));
            return update(tx, "update episode set recording = ? where id = ?", sealed, id.value())
                    + update(tx, "update privacy_view set video = ? where episode = ?", clip.value(), id.value())
                    + update(
                            tx,
                            "delete from capture_upload where session = ? and role <> 'MOTION'",
                            filmed.recorded().session().value());
        });
    }

    private static int update(Tx tx, String sql, Object... values) {
        return tx.sql().execute(sql, values);
    }
}
