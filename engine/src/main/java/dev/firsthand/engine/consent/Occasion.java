package dev.firsthand.engine.consent;

import dev.firsthand.engine.contributor.ContributorId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// One occasion on which one person is asked. It ends with the next answer or withdrawal, so that what was sent
/// once, or was another's, counts for nothing when it is sent again.
public record Occasion(String hex) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    public Occasion {
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("an occasion has 64 hexadecimal digits");
        }
    }

    /// `grants` are all that count of this person, in the order of their purposes.
    static Occasion of(ContributorId contributor, Collection<Grant> grants) {
        var said = new StringBuilder("firsthand occasion 1\n%s\n".formatted(contributor.value()));
        for (Grant grant : grants) {
            String withdrawn = grant.withdrawnAt().map(Instant::toString).orElse("-");
            said.append("%s %s\n".formatted(grant.id().value(), withdrawn));
        }
        try {
            byte[] bytes = said.toString().getBytes(StandardCharsets.US_ASCII);
            return new Occasion(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
