package dev.firsthand.streams.sensor;

/// One number of each sample: its name, for example `accel_x`, and its SI unit, for example `m/s^2`.
/// A number without unit, such as a quaternion component, has the unit `1`.
public record Channel(String name, String unit) {}
