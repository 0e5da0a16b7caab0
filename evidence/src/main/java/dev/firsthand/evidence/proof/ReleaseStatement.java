package dev.firsthand.evidence.proof;

import dev.firsthand.evidence.attestation.Sha256;
import dev.firsthand.evidence.attestation.Statement;
import dev.firsthand.evidence.attestation.Step;
import dev.firsthand.evidence.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Makes the statement that binds the episodes and files of a release together. Episodes are added by ascending
/// name, files by ascending path, as they stand in the bundle.
public final class ReleaseStatement {
    private final MessageDigest chains = Sha256.digester();
    private final MessageDigest files = Sha256.digester();
    private long episodes;

    /// `head` is the digest of the payload of the episode's last link.
    public void episode(String episode, Sha256 head) {
        episodes++;
        chains.update(BundleCheck.headLine(episode, head).getBytes(StandardCharsets.US_ASCII));
    }

    public void file(FileLine line) {
        files.update(line.text().getBytes(StandardCharsets.UTF_8));
    }

    /// `more` are fields of the predicate beside those that bind.
    public Statement at(Instant at, Map<String, JsonValue> more) {
        var fields = new HashMap<>(more);
        fields.put("episodes", JsonValue.Numeral.of(episodes));
        fields.put("chains", new JsonValue.Text(Sha256.ofDigest(chains.digest()).hex()));
        var subject = new Statement.Subject("files", Sha256.ofDigest(files.digest()));
        return Statement.of(Step.RELEASE, at, List.of(subject), new Statement.Predicate(fields, List.of()));
    }
}
