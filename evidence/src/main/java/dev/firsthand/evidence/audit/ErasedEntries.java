package dev.firsthand.evidence.audit;

import dev.firsthand.evidence.json.JsonFormatException;
import dev.firsthand.evidence.json.JsonValue;
import dev.firsthand.evidence.merkle.Inclusion;
import dev.firsthand.evidence.merkle.Proofs;
import dev.firsthand.evidence.merkle.Tree;
import dev.firsthand.evidence.merkle.TreeHash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The entries whose salts one erasure destroyed. Its statement holds the root of a small tree over them, so that one
/// entry can be shown to be among them without naming the others.
public final class ErasedEntries {
    private static final String COUNT = "entries";
    private static final String ROOT = "entriesRoot";
    private static final String LEAF = "hdlog/erased/1\0";
    private static final String HMAC = "HmacSHA256";

    private final List<Long> entries;
    private final SecretKeySpec secret;
    private final List<TreeHash> leaves;

    /// That an entry is among those of an erasure: its place in the tree, what hides it, and the hashes up to the
    /// root.
    public record Proof(long position, String nonce, List<String> hashes) {
        public Proof {
            hashes = List.copyOf(hashes);
        }
    }

    /// `secret` is random, of this erasure alone, and kept: whoever has it can tell which entries were one person's.
    public ErasedEntries(Collection<Long> entries, byte[] secret) {
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("an erasure of no entry needs no tree");
        }
        this.entries = List.copyOf(new TreeSet<>(entries));
        this.secret = new SecretKeySpec(secret, HMAC);
        this.leaves =
                this.entries.stream().map(entry -> leaf(entry, nonce(entry))).toList();
    }

    /// What the predicate of the erasure's statement says of them.
    public Map<String, JsonValue> fields() {
        return Map.of(COUNT, JsonValue.Numeral.of(entries.size()), ROOT, new JsonValue.Text(root().base64()));
    }

    /// Whether the predicate of an erasure's statement counts exactly these in.
    public boolean areThoseOf(JsonValue.Fields predicate) {
        return fields().entrySet().stream()
                .allMatch(field -> predicate.find(field.getKey()).equals(Optional.of(field.getValue())));
    }

    public Proof proof(long entry) {
        int position = entries.indexOf(entry);
        if (position < 0) {
            throw new IllegalArgumentException("entry %d is not of this erasure".formatted(entry));
        }
        try {
            List<TreeHash> hashes = new Proofs(this::node).inclusion(position, leaves.size());
            return new Proof(
                    position,
                    Base64.getEncoder().encodeToString(nonce(entry)),
                    hashes.stream().map(TreeHash::base64).toList());
        } catch (IOException e) {
            throw new IllegalStateException("hashes in memory cannot be read", e);
        }
    }

    /// Whether the statement of an erasure counts this entry in.
    static boolean holds(long entry, Proof proof, JsonValue.Fields predicate) throws JsonFormatException {
        Optional<TreeHash> root = TreeHash.ofBase64(predicate.text(ROOT));
        Optional<byte[]> nonce = Bytes.ofBase64(proof.nonce());
        List<TreeHash> hashes = proof.hashes().stream()
                .flatMap(hash -> TreeHash.ofBase64(hash).stream())
                .toList();
        return root.isPresent()
                && nonce.isPresent()
                && hashes.size() == proof.hashes().size()
                && Inclusion.holds(
                        proof.position(),
                        new Tree(predicate.whole(COUNT), root.get()),
                        leaf(entry, nonce.get()),
                        hashes);
    }

    private TreeHash root() {
        try {
            return new Proofs(this::node).root(leaves.size());
        } catch (IOException e) {
            throw new IllegalStateException("hashes in memory cannot be read", e);
        }
    }

    private TreeHash node(int height, long index) {
        return height == 0
                ? leaves.get((int) index)
                : TreeHash.node(node(height - 1, 2 * index), node(height - 1, 2 * index + 1));
    }

    private static TreeHash leaf(long entry, byte[] nonce) {
        byte[] head = LEAF.getBytes(StandardCharsets.US_ASCII);
        return TreeHash.leaf(ByteBuffer.allocate(head.length + Long.BYTES + nonce.length)
                .put(head)
                .putLong(entry)
                .put(nonce)
                .array());
    }

    private byte[] nonce(long entry) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(secret);
            return mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(entry).array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + HMAC, e);
        }
    }

    @Override
    public String toString() {
        return "%d erased entries".formatted(entries.size());
    }
}
