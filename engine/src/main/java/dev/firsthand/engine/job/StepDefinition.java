package dev.firsthand.engine.job;

/// One step of a kind of run. The version counts up when the work's results change.
public record StepDefinition(String name, int version, StepWork work) {}
