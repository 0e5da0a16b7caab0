package dev.firsthand.engine.store;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Blobs that go with their process.
public final class MemoryBlobStore implements BlobStore {
    private final Map<BlobKey, MemoryDraft> drafts = new ConcurrentHashMap<>();
    private final Map<BlobKey, byte[]> published = new ConcurrentHashMap<>();

    @Override
    public Draft draft() {
        var draft = new MemoryDraft(this, BlobKey.random());
        drafts.put(draft.key(), draft);
        return draft;
    }

    @Override
    public Draft resume(BlobKey key) throws IOException {
        var draft = drafts.get(key);
        if (draft == null) {
            throw new NoSuchFileException(key.value());
        }
        return draft;
    }

    @Override
    public List<BlobKey> drafts() {
        return drafts.keySet().stream()
                .sorted(Comparator.comparing(BlobKey::value))
                .toList();
    }

    @Override
    public Optional<SeekableByteChannel> open(BlobKey key) {
        return Optional.ofNullable(published.get(key)).map(ByteArrayChannel::new);
    }

    @Override
    public void erase(BlobKey key) {
        drafts.remove(key);
        published.remove(key);
    }

    void publish(MemoryDraft draft, byte[] bytes) throws IOException {
        if (drafts.remove(draft.key()) == null) {
            throw new NoSuchFileException(draft.key().value());
        }
        published.put(draft.key(), bytes);
    }
}
