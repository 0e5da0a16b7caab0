package dev.firsthand.app.tus;

/// A request that cannot be served as it stands: HTTP status, stable code, and what its sender can do.
record TusFault(int status, String code, String message) {
    static TusFault badRequest(String code, String message) {
        return new TusFault(400, code, message);
    }
}
