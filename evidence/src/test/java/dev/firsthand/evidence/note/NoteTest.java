package dev.firsthand.evidence.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.evidence.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoteTest {
    private static final Instant TIME = Instant.parse("2026-11-21T10:00:00Z");
    private static final Checkpoint CHECKPOINT =
            new Checkpoint("example.com/log", 20852163, "f+7CoKgXKE/tNys9TTXcr/ad6U/K3xvznmzew9y6SP0=");

    @Test
    void the_example_of_the_specification_is_signed_by_its_key() throws Exception {
        var key = VerifierKey.parse("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
        var note = SignedNote.parse(utf8("""
                This is an example message.

                \u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
                """));

        assertThat(note.check(List.of(key)))
                .isEqualTo(new NoteCheck.Signed(List.of(new NoteCheck.By(key, Optional.empty()))));
        assertThat(key.text()).startsWith("example.com/foo+530d903a+Aeky");
    }

    @Test
    void every_checkpoint_that_tessera_signed_is_read_and_written_byte_for_byte() throws Exception {
        Path folder = Samples.log("tessera");
        var key = VerifierKey.parse("example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx");
        for (int size = 0; size <= 15; size++) {
            byte[] bytes = Files.readAllBytes(folder.resolve("checkpoint." + size));
            var note = SignedNote.parse(bytes);

            assertThat(note.check(List.of(key))).isInstanceOf(NoteCheck.Signed.class);
            assertThat(note.checkpoint().size()).isEqualTo(size);
            assertThat(note.bytes()).isEqualTo(bytes);
            assertThat(note.checkpoint().text()).isEqualTo(note.text());
        }
    }

    @Test
    void cosignatures_of_both_kinds_made_by_another_implementation_hold_and_meet_its_policy() throws Exception {
        var note = SignedNote.parse(resource("cosigned.txt"));

        assertThat(Policy.parse(resource("policy.txt")).judge(note))
                .isInstanceOfSatisfying(PolicyVerdict.Accepted.class, accepted -> {
                    assertThat(accepted.checkpoint()).isEqualTo(CHECKPOINT);
                    assertThat(accepted.witnesses()).containsOnlyKeys("ed", "pq");
                });
    }

    @ParameterizedTest
    @EnumSource
    void a_signature_of_each_kind_holds_for_its_text_and_for_no_other(KeyKind kind) throws Exception {
        var key = SigningKey.generate("example.com/log", kind, new SeededRandom(1));
        var signature = key.sign(CHECKPOINT, TIME);
        var keys = List.of(key.verifier());

        assertThat(SignedNote.of(CHECKPOINT, List.of(signature)).check(keys))
                .isInstanceOfSatisfying(
                        NoteCheck.Signed.class,
                        signed -> assertThat(signed.by().getFirst().time())
                                .isEqualTo(kind.isTimed() ? Optional.of(TIME) : Optional.empty()));
        var other = new Checkpoint(CHECKPOINT.origin(), CHECKPOINT.size() + 1, CHECKPOINT.root());
        assertThat(SignedNote.of(other, List.of(signature)).check(keys))
                .isEqualTo(new NoteCheck.Forged(key.verifier()));
    }

    @ParameterizedTest
    @EnumSource
    void one_flipped_bit_of_time_or_signature_is_a_forgery_and_of_the_id_an_unknown_key(KeyKind kind) throws Exception {
        var key = SigningKey.generate("w.example", kind, new SeededRandom(2));
        var signature = key.sign(CHECKPOINT, TIME);
        int id = key.verifier().id();
        for (int at = 0; at < signature.blob().length; at += 37) {
            byte[] blob = signature.blob().clone();
            blob[at] ^= 4;
            var note = SignedNote.of(CHECKPOINT, List.of(new NoteSignature("w.example", id, blob)));
            assertThat(note.check(List.of(key.verifier()))).isInstanceOf(NoteCheck.Forged.class);
        }
        var unknown = SignedNote.of(CHECKPOINT, List.of(new NoteSignature("w.example", id ^ 1, signature.blob())));
        assertThat(unknown.check(List.of(key.verifier()))).isEqualTo(new NoteCheck.Unsigned());
    }

    @Test
    void a_known_key_with_a_bad_signature_spoils_the_note_even_beside_a_good_one() {
        var good = SigningKey.generate("a.example", KeyKind.ED25519, new SeededRandom(3));
        var bad = SigningKey.generate("b.example", KeyKind.ED25519, new SeededRandom(4));
        var note = SignedNote.of(
                CHECKPOINT,
                List.of(
                        good.sign(CHECKPOINT, TIME),
                        new NoteSignature("b.example", bad.verifier().id(), new byte[64])));

        assertThat(note.check(List.of(good.verifier()))).isInstanceOf(NoteCheck.Signed.class);
        assertThat(note.check(List.of(good.verifier(), bad.verifier()))).isInstanceOf(NoteCheck.Forged.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a\n",
                "a\n\n",
                "a\n\n\u2014 n AAAAAAA=",
                "a\n\n- n AAAAAAA=\n",
                "a\n\n\u2014 n AAAA\n",
                "a\n\n\u2014  AAAAAAA=\n",
                "a\n\n\u2014 n+m AAAAAAA=\n",
                "a\n\n\u2014 n m AAAAAAA=\n",
                "a\r\n\n\u2014 n AAAAAAA=\n",
                "a\n\n\u2014 n AAAAAAB=\n",
                "a\n\n\u2014 n AAAAAAA\n",
                "a\n\n\u2014 n\u00a0m AAAAAAA=\n"
            })
    void what_is_no_note_is_refused(String note) {
        assertThatThrownBy(() -> SignedNote.parse(utf8(note))).isInstanceOf(NoteFormatException.class);
    }

    @Test
    void notes_of_128_signatures_are_read_and_longer_ones_refused() throws Exception {
        String line = "\u2014 n AAAAAAA=\n";

        assertThat(SignedNote.parse(utf8("a\n\n" + line.repeat(128))).signatures())
                .hasSize(128);
        assertThatThrownBy(() -> SignedNote.parse(utf8("a\n\n" + line.repeat(129))))
                .hasMessageContaining("1 to 128");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "o\n1\n",
                "o\n01\nR\n",
                "o\n-1\nR\n",
                "o\n18446744073709551616\nR\n",
                "o o\n1\nR\n",
                "o+o\n1\nR\n",
                "\n1\nR\n",
                "o\n1\nAAAA\n",
                "o\n1\nR",
                "o\n1\nR\n\n",
                "o\n+1\nR\n",
                "o\n1\nR \n"
            })
    void what_is_no_checkpoint_is_refused(String text) {
        assertThatThrownBy(() -> Checkpoint.parse(text.replace("R", CHECKPOINT.root())))
                .isInstanceOf(NoteFormatException.class);
    }

    @Test
    void sizes_use_all_64_bits_and_extensions_are_let_through() throws Exception {
        var huge = Checkpoint.parse("o\n18446744073709551615\n" + CHECKPOINT.root() + "\nextension\n");

        assertThat(huge.size()).isEqualTo(-1);
        assertThat(huge.text()).startsWith("o\n18446744073709551615\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a",
                "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+"
            })
    void a_verifier_key_that_contradicts_itself_is_refused(String vkey) {
        assertThatThrownBy(() -> VerifierKey.parse(vkey)).isInstanceOf(NoteFormatException.class);
    }

    @ParameterizedTest
    @EnumSource
    void a_key_file_opens_for_its_owner_with_its_passphrase_alone(KeyKind kind, @TempDir Path folder) throws Exception {
        Path file = folder.resolve("key");
        var key = SigningKey.generate("example.com/log", kind, new SeededRandom(5));
        KeyFile.write(file, key, words("open sesame"), new SeededRandom(6));

        var read = KeyFile.read(file, words("open sesame"));
        assertThat(key.verifier().signed(utf8("x"), read.sign(utf8("x")))).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> KeyFile.read(file, words("open simsim")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not open with this secret");
        assertThatThrownBy(() -> KeyFile.write(file, key, words(""), new SeededRandom(6)))
                .hasMessageContaining("never written over");
    }

    @Test
    void a_drawn_secret_opens_its_own_key_files_also_those_of_before_and_no_others(@TempDir Path folder)
            throws Exception {
        var random = new SeededRandom(7);
        var bits = new byte[32];
        random.nextBytes(bits);
        var other = bits.clone();
        other[31] ^= 1;
        var key = SigningKey.generate("example.com/log", KeyKind.ED25519, random);
        KeyFile.write(folder.resolve("now"), key, KeySecret.drawn(bits), random);
        KeyFile.write(folder.resolve("before"), key, words(HexFormat.of().formatHex(bits)), random);

        for (String file : List.of("now", "before")) {
            var read = KeyFile.read(folder.resolve(file), KeySecret.drawn(bits));
            assertThat(key.verifier().signed(utf8("x"), read.sign(utf8("x")))).isTrue();
            assertThatThrownBy(() -> KeyFile.read(folder.resolve(file), KeySecret.drawn(other)))
                    .isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() ->
                        KeyFile.read(folder.resolve("now"), words(HexFormat.of().formatHex(bits))))
                .hasMessageContaining("does not open with this secret");
    }

    private static KeySecret words(String words) {
        return KeySecret.passphrase(words.toCharArray());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] resource(String name) throws IOException {
        try (var in = Objects.requireNonNull(NoteTest.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        }
    }
}
