package dev.firsthand.engine.withdrawal;

import java.util.UUID;

/// Names one withdrawal. Drawn at random: it says nothing of who withdrew.
public record WithdrawalId(UUID value) {}
