package dev.firsthand.evidence.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreeTest {
    @Test
    void hashes_are_those_of_rfc_6962() {
        assertThat(TreeHash.EMPTY_ROOT.toString())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(TreeHash.leaf(new byte[0]).toString())
                .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
        assertThat(TreeHash.leaf("L123456".getBytes(StandardCharsets.US_ASCII)).toString())
                .startsWith("395aa064")
                .endsWith("4d56");
    }

    @Test
    void a_hash_has_one_base64_form_and_no_other_is_read() {
        String text = TreeHash.EMPTY_ROOT.base64();

        assertThat(TreeHash.ofBase64(text)).contains(TreeHash.EMPTY_ROOT);
        for (String other : List.of(text.substring(0, 43), text.replace("FU=", "FV="), "", "AAAA", text + "\n", "é")) {
            assertThat(TreeHash.ofBase64(other)).as(other).isEmpty();
        }
    }

    @Test
    void a_grown_edge_has_the_root_that_the_definition_gives() {
        var edge = new TreeEdge();
        var leaves = new ArrayList<TreeHash>();
        for (int size = 0; size <= 600; size++) {
            assertThat(edge.tree()).isEqualTo(new Tree(size, rootOf(leaves)));
            leaves.add(leaf(size));
            edge.append(leaf(size), (tile, hashes) -> {});
        }
    }

    @Test
    void every_proof_from_tiles_holds_and_none_holds_for_another_place() throws IOException {
        var random = new SplittableRandom(5);
        for (int size : new int[] {1, 2, 3, 7, 8, 255, 256, 257, 600, 66_000}) {
            var grown = new Grown(size);
            for (int i = 0; i < 40; i++) {
                long index = random.nextLong(size);
                var proof = grown.proofs.inclusion(index, size);
                assertThat(Inclusion.holds(index, grown.tree, leaf(index), proof))
                        .isTrue();
                assertThat(Inclusion.holds(index, grown.tree, leaf(index + 1), proof))
                        .isFalse();
                assertThat(Inclusion.holds(index ^ 1, grown.tree, leaf(index), proof))
                        .isFalse();
            }
        }
    }

    @Test
    void a_tree_is_consistent_with_each_of_its_beginnings_and_with_nothing_else() throws IOException {
        var random = new SplittableRandom(6);
        for (int size : new int[] {1, 2, 3, 8, 256, 300, 70_000}) {
            var grown = new Grown(size);
            for (int i = 0; i < 40; i++) {
                long older = 1 + random.nextLong(size);
                var proof = grown.proofs.consistency(older, size);
                Tree before = new Tree(older, grown.rootAt(older));
                assertThat(Consistency.holds(before, grown.tree, proof)).isTrue();
                assertThat(Consistency.holds(new Tree(older, leaf(9)), grown.tree, proof))
                        .isFalse();
                assertThat(Consistency.holds(before, new Tree(size, leaf(9)), proof))
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HASHES, 0, 0, 256, tile/0/000",
        "HASHES, 0, 273, 112, tile/0/273.p/112",
        "HASHES, 2, 1234067, 256, tile/2/x001/x234/067",
        "HASHES, 1, 1000, 1, tile/1/x001/000.p/1",
        "ENTRIES, 0, 999, 255, tile/entries/999.p/255"
    })
    void tiles_lie_where_tlog_tiles_puts_them(TileName.Kind kind, int level, long index, int width, String path) {
        assertThat(new TileName(kind, level, index, width).path()).isEqualTo(path);
    }

    @Test
    void a_tree_of_70000_has_the_tiles_that_the_specification_lists() {
        var grown = new Grown(70_000);

        assertThat(grown.tiles.keySet())
                .hasSize(273 + 1 + 1 + 1 + 1)
                .contains("tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1");
    }

    @Test
    void a_tree_of_256_has_one_full_tile_and_one_hash_above() {
        assertThat(new Grown(256).tiles.keySet()).containsExactlyInAnyOrder("tile/0/000", "tile/1/000.p/1");
    }

    @Test
    void no_tile_is_named_that_cannot_be() {
        assertThatThrownBy(() -> new TileName(TileName.Kind.HASHES, 64, 0, 1)).hasMessageContaining("level 64");
        assertThatThrownBy(() -> new TileName(TileName.Kind.HASHES, 0, 0, 257)).hasMessageContaining("width 257");
        assertThatThrownBy(() -> new TileName(TileName.Kind.ENTRIES, 1, 0, 1)).hasMessageContaining("no levels");
    }

    @Test
    void an_edge_put_together_from_its_partial_tiles_grows_on() {
        var whole = new Grown(700);
        var partials = new ArrayList<byte[]>();
        TreeEdge.partialTiles(650)
                .forEach(name -> partials.add(
                        name.map(tile -> new Grown(650).tiles.get(tile.path())).orElse(new byte[0])));
        var edge = TreeEdge.of(650, partials);
        for (long i = 650; i < 700; i++) {
            edge.append(leaf(i), (tile, hashes) -> {});
        }

        assertThat(edge.tree()).isEqualTo(whole.tree);
    }

    private static TreeHash leaf(long index) {
        return TreeHash.leaf(Long.toString(index).getBytes(StandardCharsets.US_ASCII));
    }

    /// By the definition: split at the largest power of two below the size.
    private static TreeHash rootOf(List<TreeHash> leaves) {
        if (leaves.size() < 2) {
            return leaves.isEmpty() ? TreeHash.EMPTY_ROOT : leaves.getFirst();
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        return TreeHash.node(rootOf(leaves.subList(0, split)), rootOf(leaves.subList(split, leaves.size())));
    }

    private static final class Grown {
        final Map<String, byte[]> tiles = new HashMap<>();
        final Tree tree;
        final Proofs proofs;

        Grown(long size) {
            var edge = new TreeEdge();
            for (long i = 0; i < size; i++) {
                edge.append(leaf(i), (tile, hashes) -> tiles.put(tile.path(), hashes));
            }
            edge.partials((tile, hashes) -> tiles.put(tile.path(), hashes));
            tree = edge.tree();
            proofs = new Proofs(new TiledNodes(this::read, size));
        }

        TreeHash rootAt(long older) throws IOException {
            return proofs.root(older);
        }

        private byte[] read(TileName tile) throws IOException {
            byte[] found = tiles.get(tile.path());
            if (found == null) {
                throw new IOException(tile.path() + " is not there");
            }
            return found;
        }
    }
}
