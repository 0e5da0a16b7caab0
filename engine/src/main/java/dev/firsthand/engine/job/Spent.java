package dev.firsthand.engine.job;

/// What an attempt has used and reached so far.
record Spent(long wallNanos, long cpuNanos, long movedBytes, long progressDone, long progressTotal) {}
