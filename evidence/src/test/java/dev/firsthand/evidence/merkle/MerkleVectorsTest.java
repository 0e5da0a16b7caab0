package dev.firsthand.evidence.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.evidence.Samples;
import dev.firsthand.evidence.json.JsonFormatException;
import dev.firsthand.evidence.json.JsonReader;
import dev.firsthand.evidence.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Proofs that another implementation made, right ones and wrong ones.
class MerkleVectorsTest {
    @Test
    void every_inclusion_vector_is_judged_as_its_maker_judged_it() throws Exception {
        judge(
                "inclusion",
                98,
                one -> Inclusion.holds(
                        one.size("leafIdx"),
                        new Tree(one.size("treeSize"), one.hash("root")),
                        one.hash("leafHash"),
                        one.proof()));
    }

    @Test
    void every_consistency_vector_is_judged_as_its_maker_judged_it() throws Exception {
        judge(
                "consistency",
                98,
                one -> Consistency.holds(
                        new Tree(one.size("size1"), one.hash("root1")),
                        new Tree(one.size("size2"), one.hash("root2")),
                        one.proof()));
    }

    @Test
    void every_vector_of_inclusion_in_a_part_is_judged_as_its_maker_judged_it() throws Exception {
        judge(
                "subtreeinclusion",
                204,
                one -> Inclusion.holdsWithin(
                        one.size("start"),
                        one.size("leafIdx"),
                        new Tree(one.size("end") - one.size("start"), one.hash("root")),
                        one.hash("leafHash"),
                        one.proof()));
    }

    @Test
    void every_vector_of_a_part_in_its_tree_is_judged_as_its_maker_judged_it() throws Exception {
        judge(
                "subtreeconsistency",
                118,
                one -> Consistency.partHolds(
                        one.size("start"),
                        new Tree(one.size("end") - one.size("start"), one.hash("root1")),
                        new Tree(one.size("size"), one.hash("root2")),
                        one.proof()));
    }

    private static void judge(String folder, int count, Judge judge) throws Exception {
        var wrong = new ArrayList<String>();
        List<Path> files;
        try (Stream<Path> all = Files.walk(Samples.log("merkle").resolve(folder))) {
            files = all.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        assertThat(files).hasSize(count);
        for (Path file : files) {
            var vector = new Vector(JsonReader.readObject(Files.readAllBytes(file)));
            boolean refused = vector.fields.find("wantErr").equals(Optional.of(new JsonValue.Truth(true)));
            if ((vector.hasHashes() && judge.holds(vector)) == refused) {
                wrong.add(file + ": " + vector.fields.text("desc"));
            }
        }
        assertThat(wrong).isEmpty();
    }

    private interface Judge {
        boolean holds(Vector vector) throws IOException, NoSuchAlgorithmException;
    }

    private record Vector(JsonValue.Fields fields) {
        /// Some leave a hash out, which ours cannot.
        boolean hasHashes() {
            return !fields.values().containsValue(new JsonValue.Text(""));
        }

        long size(String key) {
            return fields.find(key)
                    .map(value -> (JsonValue.Numeral) value)
                    .flatMap(JsonValue.Numeral::unsignedWhole)
                    .orElseThrow();
        }

        TreeHash hash(String key) throws JsonFormatException, NoSuchAlgorithmException {
            return hashOf(fields.text(key));
        }

        List<TreeHash> proof() throws NoSuchAlgorithmException {
            var hashes = new ArrayList<TreeHash>();
            if (fields.find("proof").orElseThrow() instanceof JsonValue.Items items) {
                for (JsonValue item : items.values()) {
                    hashes.add(hashOf(((JsonValue.Text) item).value()));
                }
            }
            return hashes;
        }

        /// Some vectors say "don't care" where a hash belongs, which no hash of ours can hold: its SHA-256 stands for
        /// it.
        private static TreeHash hashOf(String base64) throws NoSuchAlgorithmException {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return TreeHash.of(
                    bytes.length == TreeHash.BYTES
                            ? bytes
                            : MessageDigest.getInstance("SHA-256").digest(bytes));
        }
    }
}
