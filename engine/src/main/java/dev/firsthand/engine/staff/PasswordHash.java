package dev.firsthand.engine.staff;

/// An Argon2id hash with its salt and parameters, as `$argon2id$v=19$m=...`. Its text shows nothing.
record PasswordHash(String phc) {
    @Override
    public String toString() {
        return "PasswordHash[...]";
    }
}
