package dev.firsthand.evidence.proof;

import dev.firsthand.evidence.attestation.TrustedKeys;
import dev.firsthand.evidence.note.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Checks bundles against what its user trusts: which logs and witnesses, and which keys for which steps.
public record Verifier(Policy policy, TrustedKeys keys) {
    /// Tells each result as it is known. Lies do not end the check unless the file cannot be read on.
    public Verdict verify(InputStream bundle, Consumer<PartResult> results) throws IOException {
        return new BundleCheck(this, Optional.empty(), new Flat(results)).run(bundle);
    }

    /// Also holds the files in a folder against what the release says of them.
    public Verdict verify(InputStream bundle, Path folder, Consumer<PartResult> results) throws IOException {
        return new BundleCheck(this, Optional.of(folder), new Flat(results)).run(bundle);
    }

    private record Flat(Consumer<PartResult> results) implements Findings {
        @Override
        public void part(PartResult result) {
            results.accept(result);
        }

        @Override
        public void episode(PartResult result) {
            results.accept(result);
        }

        @Override
        public void unnamed(String path) {}

        @Override
        public void witnesses(List<String> independent) {}
    }
}
