package dev.firsthand.recording.convert;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// What became of writing one episode.
public sealed interface EpisodeMcapResult {
    /// The file is whole.
    ///
    /// @param messagesByTopic how many of each
    /// @param samplesBeforeStart samples left out because the format cannot tell times before the first frame
    record Written(long sizeBytes, SortedMap<String, Long> messagesByTopic, long samplesBeforeStart)
            implements EpisodeMcapResult {
        public Written {
            messagesByTopic = Collections.unmodifiableSortedMap(new TreeMap<>(messagesByTopic));
        }
    }

    /// The video cannot be written as it is; nothing is left of the file. Codes are in docs/formats/mcap.md.
    record Refused(String code, String message) implements EpisodeMcapResult {}
}
