package dev.firsthand.engine.store;

/// A value that points at a person. Its text shows nothing, so it cannot reach a log or a message by mistake.
public final class Personal<T> {
    private final T value;

    private Personal(T value) {
        this.value = value;
    }

    public static <T> Personal<T> of(T value) {
        return new Personal<>(value);
    }

    public T reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Personal<?> that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "Personal[...]";
    }
}
