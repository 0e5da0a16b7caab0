package dev.firsthand.engine.store;

import java.nio.file.Path;

class MemoryBlobStoreTest extends BlobStoreContract {
    @Override
    BlobStore openStore(Path root) {
        return new MemoryBlobStore();
    }
}
