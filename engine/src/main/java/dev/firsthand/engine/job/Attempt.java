package dev.firsthand.engine.job;

import java.util.UUID;

/// One attempt at one step. The number tells a late attempt from the one that took over.
record Attempt(RunId run, int position, int number, String kind, String step, UUID subject) {}
