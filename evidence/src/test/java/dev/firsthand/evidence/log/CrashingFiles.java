package dev.firsthand.evidence.log;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;

/// A file system that dies at a chosen durable write and then forgets, by its seed, any of what was not synced:
/// also what readers had seen already.
final class CrashingFiles implements LogFiles {
    private final SplittableRandom random;
    private final Consumer<byte[]> checkpointSeen;
    private final TreeMap<String, byte[]> durable = new TreeMap<>();
    private final TreeMap<String, byte[]> visible = new TreeMap<>();
    private int putsUntilCrash = Integer.MAX_VALUE;

    CrashingFiles(SplittableRandom random, Consumer<byte[]> checkpointSeen) {
        this.random = random;
        this.checkpointSeen = checkpointSeen;
    }

    /// What the machine says as it loses power.
    static final class PowerLost extends IOException {
        private static final long serialVersionUID = 1;

        PowerLost() {
            super("power lost");
        }
    }

    void crashAfter(int puts) {
        putsUntilCrash = puts;
    }

    /// The program is killed and starts again on a machine that stays up: what was seen is there, synced or not.
    void restartProgram() {
        putsUntilCrash = Integer.MAX_VALUE;
    }

    /// What a machine finds that starts again.
    void restart() {
        visible.clear();
        visible.putAll(durable);
        putsUntilCrash = Integer.MAX_VALUE;
    }

    @Override
    public Optional<byte[]> read(String path) {
        return Optional.ofNullable(visible.get(path)).map(byte[]::clone);
    }

    @Override
    public void put(Map<String, byte[]> files) throws IOException {
        if (--putsUntilCrash <= 0) {
            die(files);
        }
        visible.putAll(new HashMap<>(files));
        durable.putAll(files);
        see(files);
    }

    /// Each file of the interrupted write is lost, seen and then lost, or kept.
    private void die(Map<String, byte[]> files) throws PowerLost {
        files.forEach((path, bytes) -> {
            int fate = random.nextInt(3);
            if (fate > 0) {
                visible.put(path, bytes);
                see(Map.of(path, bytes));
            }
            if (fate > 1) {
                durable.put(path, bytes);
            }
        });
        throw new PowerLost();
    }

    private void see(Map<String, byte[]> files) {
        byte[] checkpoint = files.get(LogSource.CHECKPOINT);
        if (checkpoint != null) {
            checkpointSeen.accept(checkpoint);
        }
    }

    @Override
    public List<String> list(String folder) {
        String prefix = folder + "/";
        return visible.keySet().stream()
                .filter(path -> path.startsWith(prefix))
                .map(path -> path.substring(prefix.length()))
                .toList();
    }

    /// A removal that was not synced may come undone.
    @Override
    public void remove(String path) {
        visible.keySet().removeIf(file -> file.equals(path) || file.startsWith(path + "/"));
        if (random.nextBoolean()) {
            durable.keySet().removeIf(file -> file.equals(path) || file.startsWith(path + "/"));
        }
    }

    @Override
    public void close() {}
}
