package dev.firsthand.evidence.proof;

import dev.firsthand.evidence.attestation.Sha256;
import dev.firsthand.evidence.attestation.Step;
import dev.firsthand.evidence.note.SignedNote;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/// Writes a bundle, part by part: the checkpoint; each episode, by ascending name, with its links or its tombstone;
/// the files, by ascending path; the release. Or the checkpoint and statements.
public final class BundleWriter {
    /// The name of the checkpoint that a bundle begins with.
    public static final String LOG = Trees.LOG;

    private final OutputStream out;
    private final MessageDigest heads = Sha256.digester();
    private long parts;

    private BundleWriter(OutputStream out) {
        this.out = out;
    }

    public static BundleWriter begin(OutputStream out, SignedNote checkpoint) throws IOException {
        var writer = new BundleWriter(out);
        writer.write((BundleReader.FIRST_LINE + "\n").getBytes(StandardCharsets.US_ASCII));
        writer.add(Part.Kind.CHECKPOINT, Trees.LOG, checkpoint.bytes());
        return writer;
    }

    /// The last checkpoint of a log that has ended, for statements that stand in it. Before everything else.
    public void ended(String name, SignedNote checkpoint) throws IOException {
        add(Part.Kind.CHECKPOINT, name, checkpoint.bytes());
    }

    public void link(String episode, Step step, LoggedStatement statement) throws IOException {
        add(Part.Kind.LINK, linkName(episode, step), statement.bytes());
    }

    static String linkName(String episode, Step step) {
        return episode + "." + step.wireName();
    }

    /// In place of the links of an episode that was withdrawn.
    public void tombstone(String episode, LoggedStatement erasure) throws IOException {
        add(Part.Kind.TOMBSTONE, episode, erasure.bytes());
    }

    /// A run of lines; many files need several.
    public void files(List<FileLine> lines) throws IOException {
        var text = new StringBuilder();
        lines.forEach(line -> text.append(line.text()));
        add(Part.Kind.FILES, "files", text.toString().getBytes(StandardCharsets.UTF_8));
    }

    public void release(LoggedStatement statement) throws IOException {
        add(Part.Kind.RELEASE, "release", statement.bytes());
    }

    public void statement(String name, LoggedStatement statement) throws IOException {
        add(Part.Kind.STATEMENT, name, statement.bytes());
    }

    /// Writes the last line. The stream stays open.
    public void end() throws IOException {
        write((BundleReader.end(parts, heads) + "\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private void add(Part.Kind kind, String name, byte[] bytes) throws IOException {
        byte[] head = new Part(kind, name, bytes).head().getBytes(StandardCharsets.US_ASCII);
        write(head);
        write(bytes);
        write(new byte[] {'\n'});
        heads.update(head);
        parts++;
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
    }
}
