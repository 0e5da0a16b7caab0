package dev.firsthand.engine.upload;

import java.io.IOException;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The uploads that somebody works on now or did a moment ago: one [Reception] each, never two. The last few keep
/// their draft open and their hash going, so that the next piece need not read everything again.
final class Receptions implements AutoCloseable {
    @FunctionalInterface
    interface Work<T> {
        T run(Reception reception) throws IOException;
    }

    private static final int KEPT_OPEN_MAX = 64;

    private final Map<UploadId, Reception> open = new ConcurrentHashMap<>();
    private final Uploads.Means means;

    Receptions(Uploads.Means means) {
        this.means = means;
    }

    <T> T at(UploadId id, Work<T> work) throws IOException {
        Reception reception = open.compute(id, (key, had) -> (had == null ? new Reception(id, means) : had).enter());
        try {
            return work.run(reception);
        } finally {
            leave(id);
            if (open.size() > KEPT_OPEN_MAX) {
                closeLongestSilent();
            }
        }
    }

    private void leave(UploadId id) {
        open.computeIfPresent(id, (key, reception) -> {
            reception.leave();
            return reception.inUse() || reception.holdsBytes() ? reception : null;
        });
    }

    private void closeLongestSilent() {
        Optional<UploadId> silent = open.entrySet().stream()
                .filter(entry -> !entry.getValue().inUse())
                .max(Comparator.comparingLong(entry -> entry.getValue().silentFor()))
                .map(Map.Entry::getKey);
        silent.ifPresent(this::closeIdle);
    }

    void closeIdle(UploadId id) {
        open.computeIfPresent(id, (key, reception) -> {
            if (reception.inUse()) {
                return reception;
            }
            reception.drop();
            return null;
        });
    }

    @Override
    public void close() {
        open.keySet().forEach(this::closeIdle);
    }
}
