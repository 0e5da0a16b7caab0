package dev.firsthand.evidence.note;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// One line of a note: who claims to have signed, and what stands behind the key's id.
public final class NoteSignature {
    private static final String DASH = "\u2014 ";

    private final String name;
    private final int keyId;
    private final byte[] blob;

    NoteSignature(String name, int keyId, byte[] blob) {
        this.name = name;
        this.keyId = keyId;
        this.blob = blob;
    }

    static NoteSignature parse(String line) throws NoteFormatException {
        int space = line.lastIndexOf(' ');
        if (!line.startsWith(DASH)
                || space < DASH.length()
                || !VerifierKey.isName(line.substring(DASH.length(), space))) {
            throw new NoteFormatException("a line of a signature reads \u2014 name base64");
        }
        Optional<byte[]> coded = Base64s.decode(line.substring(space + 1));
        if (coded.isEmpty() || coded.get().length <= Integer.BYTES) {
            throw new NoteFormatException("a signature is not base64 of an id and more");
        }
        byte[] bytes = coded.get();
        return new NoteSignature(
                line.substring(DASH.length(), space),
                ByteBuffer.wrap(bytes).getInt(),
                Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length));
    }

    public String name() {
        return name;
    }

    boolean claims(VerifierKey key) {
        return keyId == key.id() && name.equals(key.name());
    }

    byte[] blob() {
        return blob;
    }

    /// The line without its end.
    public String text() {
        byte[] bytes = ByteBuffer.allocate(Integer.BYTES + blob.length)
                .putInt(keyId)
                .put(blob)
                .array();
        return DASH + name + " " + Base64s.encode(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteSignature signature && text().equals(signature.text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
