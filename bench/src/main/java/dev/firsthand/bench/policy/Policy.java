package dev.firsthand.bench.policy;

/// Decides. The built-in ones do so here; others at the far end of a socket, which is closed after the episode.
@FunctionalInterface
public interface Policy extends AutoCloseable {
    Answer decide(View view);

    @Override
    default void close() {}
}
