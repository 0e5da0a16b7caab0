package dev.firsthand.app.cli;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/// A server that was started by this process.
public interface RunningServer extends AutoCloseable {
    URI address();

    /// SHA-256 of the certificate, where it is one that nobody vouches for.
    Optional<String> fingerprint();

    /// The one-time link for the first operator; empty once an operator has signed in.
    Optional<String> operatorLink();

    /// A fresh one-time link by which the first operator comes back. Whoever can start the program owns the machine.
    String returnLink();

    /// Whether it was asked to stop.
    boolean stopping();

    /// Waits until the server has been asked to stop.
    void awaitStop() throws InterruptedException;

    /// Stops serving, lets running steps end or be taken up again, and stops the database.
    @Override
    void close() throws IOException;
}
