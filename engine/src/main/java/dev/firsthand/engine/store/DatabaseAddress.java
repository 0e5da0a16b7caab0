package dev.firsthand.engine.store;

/// Where a PostgreSQL database answers, and who may enter.
public record DatabaseAddress(String jdbcUrl, String user, String password) {
    @Override
    public String toString() {
        return "DatabaseAddress[" + jdbcUrl + ", " + user + "]";
    }
}
