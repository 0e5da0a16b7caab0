package dev.firsthand.streams.mcap;

import java.io.IOException;

/// The bytes are not a whole and sound MCAP file: what is wrong, where, and what to do about it.
public final class McapFormatException extends IOException {
    /// What is wrong, in one word for programs.
    public enum Fault {
        NOT_MCAP("mcap-not-mcap", "This is not an MCAP file, or its beginning was damaged."),
        TRUNCATED(
                "mcap-truncated",
                "The file was cut short. What comes before this place can still be read in file order."),
        WRONG_CHECKSUM(
                "mcap-wrong-checksum", "Bytes changed since they were written. Copy the file again from its source."),
        MALFORMED(
                "mcap-malformed",
                "The file was damaged or its writer is at fault. What comes before this place can still be read in file order."),
        UNKNOWN_COMPRESSION("mcap-unknown-compression", "Write the file again with zstd, lz4 or no compression."),
        LIMIT("mcap-limit", "If the file can be trusted, read it with higher limits.");

        private final String code;
        private final String remedy;

        Fault(String code, String remedy) {
            this.code = code;
            this.remedy = remedy;
        }

        public String code() {
            return code;
        }
    }

    private static final long serialVersionUID = 1;

    private final Fault fault;
    private final long offset;

    McapFormatException(Fault fault, long offset, String what) {
        super("%s (at byte %d). %s".formatted(what, offset, fault.remedy));
        this.fault = fault;
        this.offset = offset;
    }

    public Fault fault() {
        return fault;
    }

    /// Where in the file: the start of the record at fault, or of the chunk that holds it.
    public long offset() {
        return offset;
    }
}
