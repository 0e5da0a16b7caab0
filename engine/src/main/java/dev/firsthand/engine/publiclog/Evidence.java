package dev.firsthand.engine.publiclog;

import dev.firsthand.engine.provenance.Chains;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.Vault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/// Everything by which an installation shows what happened: the signed chains, the log, its witnesses, the proofs.
public record Evidence(Chains chains, PublicLog log, Witnesses witnesses, ProofBundles bundles, Samples samples) {
    public static Evidence of(Database database, Vault vault, LogKeyring keys, Places places, InstantSource clock)
            throws IOException {
        var log = new PublicLog(database, LogFolders.open(places.log(), places.ended()), keys, clock);
        var chains = new Chains(vault);
        return new Evidence(
                chains,
                log,
                Witnesses.read(places.witnesses(), log),
                new ProofBundles(database, chains, log),
                new Samples(database, vault, log, clock));
    }

    /// Where the log lies, where those that have ended, and the folder in which the operator names its witnesses.
    public record Places(Path log, Path ended, Path witnesses) {}
}
