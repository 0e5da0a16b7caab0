package dev.firsthand.evidence.log;

import dev.firsthand.evidence.merkle.TileName;
import dev.firsthand.evidence.merkle.Tree;
import dev.firsthand.evidence.merkle.TreeEdge;
import dev.firsthand.evidence.note.Checkpoint;
import dev.firsthand.evidence.note.SignedNote;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/// Where a writer goes on: what the files of the log say after whatever happened to them.
record Recovery(TreeEdge edge, EntryBundle bundle, KnownFacts known, SignedNote checkpoint) {
    static Recovery of(LogFiles files, LogSigner signer) throws IOException {
        var known = new KnownFacts(Sequencer.RECOGNISED);
        Batch newest = null;
        for (String name : files.list(Batch.FOLDER)) {
            newest = Batch.read(required(files, Batch.FOLDER + "/" + name));
            known.add(newest);
        }
        Optional<SignedNote> published = published(files, signer);
        if (newest == null) {
            SignedNote checkpoint =
                    published.isPresent() ? published.get() : sign(files, signer, new TreeEdge().tree());
            if (checkpoint.checkpoint().size() != 0) {
                throw new LogDamagedException("the log has a checkpoint but not the state of its writer (.state)");
            }
            return new Recovery(new TreeEdge(), new EntryBundle(), known, checkpoint);
        }
        TreeEdge edge = edge(files, newest.tree());
        EntryBundle bundle = bundle(files, newest.tree().size());
        makeDurable(files, newest, published);
        return new Recovery(edge, bundle, known, completed(files, signer, newest, published));
    }

    /// A program that was killed between writing and syncing left what can be seen and may yet be lost with the
    /// power.
    private static void makeDurable(LogFiles files, Batch newest, Optional<SignedNote> published) throws IOException {
        files.put(Map.of(newest.path(), newest.bytes()));
        if (published.isPresent()) {
            files.put(Map.of(LogSource.CHECKPOINT, published.get().bytes()));
        }
    }

    private static Optional<SignedNote> published(LogFiles files, LogSigner signer) throws IOException {
        Optional<byte[]> bytes = files.read(LogSource.CHECKPOINT);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        SignedNote note = SignedNote.parse(bytes.get());
        String origin = note.checkpoint().origin();
        if (!origin.equals(signer.origin())) {
            throw new LogDamagedException("this is the log of %s, not of %s".formatted(origin, signer.origin()));
        }
        return Optional.of(note);
    }

    /// A crash may have come after the writer had bound itself to the newest batch and before it signed for it.
    private static SignedNote completed(LogFiles files, LogSigner signer, Batch newest, Optional<SignedNote> published)
            throws IOException {
        Tree bound = newest.tree();
        if (published.isPresent()) {
            Checkpoint signed = published.get().checkpoint();
            if (signed.size() == bound.size()
                    && signed.root().equals(bound.root().base64())) {
                return published.get();
            }
            if (signed.size() != newest.first()) {
                throw new LogDamagedException(
                        "the checkpoint is of size %s, the last batch ends at %d: a part of the log was put back or lost"
                                .formatted(Long.toUnsignedString(signed.size()), bound.size()));
            }
        }
        return sign(files, signer, bound);
    }

    private static SignedNote sign(LogFiles files, LogSigner signer, Tree tree) throws IOException {
        SignedNote signed = signer.sign(tree);
        files.put(Map.of(LogSource.CHECKPOINT, signed.bytes()));
        return signed;
    }

    private static TreeEdge edge(LogFiles files, Tree bound) throws IOException {
        var partials = new ArrayList<byte[]>();
        for (Optional<TileName> tile : TreeEdge.partialTiles(bound.size())) {
            partials.add(
                    tile.isEmpty() ? new byte[0] : required(files, tile.get().path()));
        }
        var edge = TreeEdge.of(bound.size(), partials);
        if (!edge.tree().equals(bound)) {
            throw new LogDamagedException("the tiles of the log have another root than its last batch says");
        }
        return edge;
    }

    private static EntryBundle bundle(LogFiles files, long size) throws IOException {
        int width = (int) (size % TileName.FULL);
        if (width == 0) {
            return new EntryBundle();
        }
        var name = new TileName(TileName.Kind.ENTRIES, 0, size / TileName.FULL, width);
        return EntryBundle.of(required(files, name.path()), width);
    }

    private static byte[] required(LogFiles files, String path) throws IOException {
        return files.read(path).orElseThrow(() -> new LogDamagedException("%s is missing".formatted(path)));
    }
}
