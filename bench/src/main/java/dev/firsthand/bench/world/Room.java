package dev.firsthand.bench.world;

/// A rectangle of floor in millimetres.
public record Room(String name, String type, int westMm, int southMm, int eastMm, int northMm) {
    public Room {
        if (westMm >= eastMm || southMm >= northMm) {
            throw new IllegalArgumentException("room %s has no floor: x %d to %d mm, y %d to %d mm"
                    .formatted(name, westMm, eastMm, southMm, northMm));
        }
    }
}
