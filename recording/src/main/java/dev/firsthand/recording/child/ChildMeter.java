package dev.firsthand.recording.child;

import java.io.IOException;
import java.util.function.Consumer;

/// Tells somebody what children took, whoever started them: rooms that run children need not pass it up.
public final class ChildMeter {
    private static final ScopedValue<Consumer<Usage>> METER = ScopedValue.newInstance();

    private ChildMeter() {}

    /// Work that may start children.
    public interface Work<T> {
        T run() throws IOException, InterruptedException;
    }

    /// Does the work on this thread; `meter` hears of each child that ends meanwhile and was started from this thread.
    public static <T> T metered(Consumer<Usage> meter, Work<T> work) throws IOException, InterruptedException {
        try {
            return ScopedValue.where(METER, meter).<T, InterruptedException>call(() -> {
                try {
                    return work.run();
                } catch (IOException e) {
                    throw new Carried(e);
                }
            });
        } catch (Carried carried) {
            throw carried.cause;
        }
    }

    static void report(Usage usage) {
        if (METER.isBound()) {
            METER.get().accept(usage);
        }
    }

    /// A scope lets one kind of checked exception through: this one takes the other across.
    private static final class Carried extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final IOException cause;

        Carried(IOException cause) {
            super(cause);
            this.cause = cause;
        }
    }
}
