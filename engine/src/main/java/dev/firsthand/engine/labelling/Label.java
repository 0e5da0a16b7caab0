package dev.firsthand.engine.labelling;

/// The task sentence that the recording shows, and its outcome as the contributor stated it.
public record Label(String taskSentence, Outcome outcome) {}
