package dev.firsthand.app.wiring;

import dev.firsthand.engine.store.BlobStore;
import java.util.function.UnaryOperator;

/// What stands between the house and its folder of sealed bytes: nothing, or a store that a test lets fail.
@FunctionalInterface
interface StoreChoice extends UnaryOperator<BlobStore> {
    StoreChoice ON_DISK = store -> store;
}
