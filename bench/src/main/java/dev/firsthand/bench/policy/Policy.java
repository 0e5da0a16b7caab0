package dev.firsthand.bench.policy;

/// Decides. The built-in ones do so here; others will at the far end of a socket.
public interface Policy {
    Answer decide(View view);
}
