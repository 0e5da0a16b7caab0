package dev.firsthand.bench.world;

/// An opening in the wall that two rooms share.
///
/// @param a, b the rooms, by index
/// @param alongY true if the wall runs north to south
public record Door(int a, int b, int xMm, int yMm, int widthMm, boolean alongY, boolean lockable) {}
