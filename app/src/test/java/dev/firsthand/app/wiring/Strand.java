package dev.firsthand.app.wiring;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;

/// Something that a test lets happen meanwhile.
final class Strand {
    private Strand() {}

    static <T> CompletableFuture<T> running(Callable<T> work) {
        var done = new CompletableFuture<T>();
        var task = new FutureTask<T>(work) {
            @Override
            protected void done() {
                switch (state()) {
                    case SUCCESS -> done.complete(resultNow());
                    case FAILED -> done.completeExceptionally(exceptionNow());
                    case CANCELLED, RUNNING -> done.cancel(true);
                }
            }
        };
        Thread.ofVirtual().start(task);
        return done;
    }
}
