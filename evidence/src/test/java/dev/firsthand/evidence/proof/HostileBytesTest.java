package dev.firsthand.evidence.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.evidence.attestation.Envelope;
import dev.firsthand.evidence.attestation.Step;
import dev.firsthand.evidence.attestation.TrustedKeys;
import dev.firsthand.evidence.log.Logs;
import dev.firsthand.evidence.log.MemoryLogFiles;
import dev.firsthand.evidence.log.Sequencer;
import dev.firsthand.evidence.note.Policy;
import dev.firsthand.evidence.note.SignedNote;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever a stranger hands in is read or refused: no reader fails in a way that it does not name.
class HostileBytesTest {
    private static final int ROUNDS = 4_000;

    /// A way in, with something that it reads.
    record Door(String name, Reading reading, List<byte[]> good) {
        @Override
        public String toString() {
            return name;
        }
    }

    private interface Reading {
        void read(byte[] bytes) throws IOException;
    }

    static Stream<Door> doors() throws IOException {
        SignedNote note = Sequencer.open(new MemoryLogFiles(), Logs.signer(), Logs.padding(1))
                .checkpoint();
        Envelope envelope = ProvenRelease.link("x", Step.QC, ProvenRelease.START, List.of(), ProvenRelease.STEPS);
        var proof = new TlogProof(0, List.of(), note);
        return Stream.of(
                new Door("note", bytes -> SignedNote.parse(bytes).checkpoint(), List.of(note.bytes())),
                new Door("proof", TlogProof::parse, List.of(proof.bytes())),
                new Door("envelope", Envelope::parse, List.of(envelope.bytes())),
                new Door("policy", Policy::parse, List.of(ProvenRelease.utf8(ProvenRelease.policy()))),
                new Door("keys", TrustedKeys::parse, List.of(ProvenRelease.utf8(ProvenRelease.keys()))),
                new Door("bundle", HostileBytesTest::readBundle, List.of(VerifierTest.receipt())));
    }

    @ParameterizedTest
    @MethodSource("doors")
    void changed_cut_and_repeated_bytes_are_read_or_refused_by_name(Door door) throws IOException {
        var random = new SplittableRandom(door.name().hashCode());
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = changed(door.good().getFirst(), random);
            try {
                door.reading().read(bytes);
            } catch (IOException e) {
                assertThat(e.getMessage()).isNotBlank();
                refused++;
            }
        }
        door.reading().read(door.good().getFirst());
        assertThat(refused).isGreaterThan(ROUNDS / 10);
    }

    private static void readBundle(byte[] bytes) throws IOException {
        var reader = new BundleReader(new ByteArrayInputStream(bytes));
        while (reader.next().isPresent()) {
            // reading is all
        }
    }

    private static byte[] changed(byte[] good, SplittableRandom random) {
        byte[] bytes = good.clone();
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(4)) {
            case 0 -> bytes[at] = (byte) random.nextInt(256);
            case 1 -> bytes = Arrays.copyOf(bytes, at);
            case 2 -> {
                int length = Math.min(random.nextInt(40), bytes.length - at);
                System.arraycopy(good, random.nextInt(bytes.length - length + 1), bytes, at, length);
            }
            default -> {
                byte[] tricky = ProvenRelease.utf8(
                        List.of("\n\n", " ", "-1", "99999999999999999999", "\u0000", "=", "\u2014 ", "+", "{}")
                                .get(random.nextInt(9)));
                System.arraycopy(tricky, 0, bytes, Math.min(at, bytes.length - tricky.length), tricky.length);
            }
        }
        return bytes;
    }
}
