package dev.firsthand.evidence.log;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A log in memory: gone with the process.
public final class MemoryLogFiles implements LogFiles {
    private final TreeMap<String, byte[]> files = new TreeMap<>();

    @Override
    public synchronized Optional<byte[]> read(String path) {
        return Optional.ofNullable(files.get(path)).map(byte[]::clone);
    }

    @Override
    public synchronized void put(Map<String, byte[]> added) {
        added.forEach((path, bytes) -> files.put(path, bytes.clone()));
    }

    @Override
    public synchronized List<String> list(String folder) {
        String prefix = folder + "/";
        return files.tailMap(prefix).keySet().stream()
                .takeWhile(path -> path.startsWith(prefix))
                .map(path -> path.substring(prefix.length()))
                .filter(name -> !name.contains("/"))
                .toList();
    }

    @Override
    public synchronized void remove(String path) {
        files.remove(path);
        files.keySet().removeIf(file -> file.startsWith(path + "/"));
    }

    @Override
    public void close() {}
}
