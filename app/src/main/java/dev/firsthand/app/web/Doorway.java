package dev.firsthand.app.web;

import dev.firsthand.app.edge.Entrance;
import java.util.Optional;

/// Through what people come in, and what the operator asks of it.
public record Doorway(Entrance entrance, Optional<String> metricsToken) {}
