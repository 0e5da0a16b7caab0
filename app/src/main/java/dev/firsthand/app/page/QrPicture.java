package dev.firsthand.app.page;

import io.nayuki.qrcodegen.QrCode;

/// A link as a QR code: the dark squares as one path of an SVG picture of `size` units on each side.
public record QrPicture(String link, String path, int size) {
    public static QrPicture of(String link) {
        QrCode code = QrCode.encodeText(link, QrCode.Ecc.MEDIUM);
        var path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append("M%d,%dh1v1h-1z".formatted(x, y));
                }
            }
        }
        return new QrPicture(link, path.toString(), code.size);
    }
}
