package dev.firsthand.engine.job;

/// Why a step failed, or why it is tried again. Holds nothing that points at a person.
public record StepError(String code, String message) {}
