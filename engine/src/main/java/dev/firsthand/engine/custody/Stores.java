package dev.firsthand.engine.custody;

import dev.firsthand.engine.store.BlobStore;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.Vault;

/// Where custody keeps things: rows, sealed bytes, keys.
public record Stores(Database database, BlobStore blobs, Vault vault) {}
