package dev.firsthand.recording.video;

import dev.firsthand.recording.mp4.Mp4Track;
import java.util.ArrayList;
import java.util.List;

/// Pieces of FFmpeg filter chains that turn any picture into 8-bit 4:2:0 of standard range. FFmpeg itself puts the
/// turn that the display matrix asks for before them.
final class PictureFilters {
    private static final int TRANSFER_PQ = 16; // ITU-T H.273 table 3
    private static final int TRANSFER_HLG = 18;

    private PictureFilters() {}

    /// Scales to fit into width and height, keeps the shape, and adds black borders.
    static List<String> fitted(Mp4Track track, int width, int height) {
        Size shown = shown(track);
        double factor = Math.min((double) width / shown.width(), (double) height / shown.height());
        Size inner = new Size(even(shown.width() * factor, width), even(shown.height() * factor, height));
        var filters = new ArrayList<>(scaled(track, inner));
        if (inner.width() != width || inner.height() != height) {
            int left = (width - inner.width()) / 4 * 2; // an even place keeps the colour samples where they are
            int top = (height - inner.height()) / 4 * 2;
            filters.add("pad=%d:%d:%d:%d".formatted(width, height, left, top));
        }
        return filters;
    }

    /// Scales so that the longer side is at most this long; never enlarges.
    static List<String> limited(Mp4Track track, int longSide) {
        return scaled(track, limitedSize(track, longSide));
    }

    static Size limitedSize(Mp4Track track, int longSide) {
        Size shown = shown(track);
        double factor = Math.min(1.0, (double) longSide / Math.max(shown.width(), shown.height()));
        return new Size(even(shown.width() * factor, longSide), even(shown.height() * factor, longSide));
    }

    record Size(int width, int height) {}

    private static Size shown(Mp4Track track) {
        boolean turned = track.rotationDegrees() % 180 != 0;
        return turned ? new Size(track.height(), track.width()) : new Size(track.width(), track.height());
    }

    private static List<String> scaled(Mp4Track track, Size size) {
        var filters = new ArrayList<String>();
        filters.add("scale=%d:%d:flags=bicubic+accurate_rnd:out_range=tv".formatted(size.width(), size.height()));
        if (track.colourTransfer() == TRANSFER_PQ || track.colourTransfer() == TRANSFER_HLG) {
            filters.addAll(toneMapped(track.colourTransfer() == TRANSFER_PQ ? "smpte2084" : "arib-std-b67"));
        }
        filters.add("format=yuv420p");
        filters.add("setsar=1");
        return filters;
    }

    /// BT.2100 to BT.709: linear light, primaries, Hable's curve, back.
    private static List<String> toneMapped(String transfer) {
        return List.of(
                "setparams=color_primaries=bt2020:color_trc=%s:colorspace=bt2020nc:range=tv".formatted(transfer),
                "zscale=transfer=linear:npl=100",
                "format=gbrpf32le",
                "zscale=primaries=bt709",
                "tonemap=tonemap=hable:desat=0",
                "zscale=transfer=bt709:matrix=bt709:range=tv");
    }

    private static int even(double length, int most) {
        return Math.clamp(2L * Math.round(length / 2), 2, most);
    }
}
