package dev.firsthand.engine.job;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// A kind of run: its steps, in the order in which they are done.
public record RunKind(String name, List<StepDefinition> steps) {
    public RunKind {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("run kind %s has no steps".formatted(name));
        }
        var names = new HashSet<String>();
        for (var step : steps) {
            if (!names.add(step.name())) {
                throw new IllegalArgumentException("run kind %s has two steps named %s".formatted(name, step.name()));
            }
        }
    }

    Optional<StepDefinition> step(String stepName) {
        return steps.stream().filter(step -> step.name().equals(stepName)).findFirst();
    }
}
