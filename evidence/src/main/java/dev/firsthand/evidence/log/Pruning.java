package dev.firsthand.evidence.log;

import dev.firsthand.evidence.merkle.TileName;
import dev.firsthand.evidence.note.NoteCheck;
import dev.firsthand.evidence.note.NoteFormatException;
import dev.firsthand.evidence.note.SignedNote;
import dev.firsthand.evidence.note.SigningKey;
import dev.firsthand.evidence.note.VerifierKey;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Takes old entries away, whole bundles at a time. The hashes stay, so that every proof of an entry that was taken
/// still holds. The log signs from where on it keeps entries; what is missing without that is damage.
public final class Pruning {
    private static final String FIRST_LINE = "hdlog/pruned/1";

    private Pruning() {}

    /// Removes the bundles that lie wholly below the index. Gives the first index that is kept, which never goes back.
    public static long below(LogFiles files, long index, LogSigner signer) throws IOException {
        long size = new LogReader(files).checkpoint().checkpoint().size();
        if (index < 0 || index > size) {
            throw new IllegalArgumentException("index %d lies outside a log of %d".formatted(index, size));
        }
        long kept = Math.max(index / TileName.FULL * TileName.FULL, keptFrom(files, signer.verifiers()));
        String text = "%s\nof %s\nbefore %d\n".formatted(FIRST_LINE, signer.origin(), kept);
        var signatures = signer.keys().stream()
                .filter(SigningKey::signsTexts)
                .map(key -> key.signText(text))
                .toList();
        files.put(Map.of(LogSource.PRUNED, new SignedNote(text, signatures).bytes()));
        for (long bundle = 0; bundle < kept / TileName.FULL; bundle++) {
            files.remove(new TileName(TileName.Kind.ENTRIES, 0, bundle, TileName.FULL).path());
        }
        return kept;
    }

    /// The first index whose entry must be there: 0 where nothing was pruned.
    static long keptFrom(LogSource source, Collection<VerifierKey> keys) throws IOException {
        Optional<byte[]> file = source.read(LogSource.PRUNED);
        if (file.isEmpty()) {
            return 0;
        }
        SignedNote note = SignedNote.parse(file.get());
        List<String> lines = note.text().lines().toList();
        if (!(note.check(keys) instanceof NoteCheck.Signed)
                || lines.size() != 3
                || !lines.getFirst().equals(FIRST_LINE)
                || keys.stream().noneMatch(key -> lines.get(1).equals("of " + key.name()))
                || !lines.get(2).matches("before [0-9]{1,18}")) {
            throw new NoteFormatException("%s is not signed by the log".formatted(LogSource.PRUNED));
        }
        long kept = Long.parseLong(lines.get(2).substring("before ".length()));
        return kept / TileName.FULL * TileName.FULL;
    }
}
