package dev.firsthand.engine.store;

import java.nio.file.Path;

class MemoryVaultTest extends VaultContract {
    @Override
    Vault openVault(Path root) {
        return new MemoryVault();
    }
}
