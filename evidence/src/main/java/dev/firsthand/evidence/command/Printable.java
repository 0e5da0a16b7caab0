package dev.firsthand.evidence.command;

/// What a stranger's file says must not steer a terminal.
public final class Printable {
    private Printable() {}

    public static String of(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}]", "?");
    }
}
