package dev.firsthand.recording.drawing;

/// What is painted with, as BT.709 in the limited range. Blue and vermilion are told apart by people who are
/// colour-blind (Okabe and Ito, 2008).
enum Colour {
    PAPER(225, 128, 128),
    GROUND(150, 128, 128),
    MIDDLE(90, 128, 128),
    LEFT(97, 168, 75),
    RIGHT(113, 75, 184);

    private final byte luma;
    private final byte blue;
    private final byte red;

    Colour(int luma, int blue, int red) {
        this.luma = (byte) luma;
        this.blue = (byte) blue;
        this.red = (byte) red;
    }

    byte luma() {
        return luma;
    }

    byte blue() {
        return blue;
    }

    byte red() {
        return red;
    }
}
