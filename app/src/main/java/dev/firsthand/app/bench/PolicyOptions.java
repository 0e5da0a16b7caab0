package dev.firsthand.app.bench;

import dev.firsthand.bench.baseline.Baselines;
import dev.firsthand.bench.bundle.Bundle;
import dev.firsthand.bench.bundle.Declaration;
import dev.firsthand.bench.policy.Contestant;
import dev.firsthand.bench.wire.Limits;
import dev.firsthand.bench.wire.RemotePolicy;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/// Who runs, and how long it may think.
final class PolicyOptions {
    private static final String BUILT_IN = "builtin:";

    @Option(
            names = "--policy",
            required = true,
            description = {
                "builtin:NAME, or ws://HOST:PORT of a server that speaks home/1;",
                "with --world openpi:ws://HOST:PORT, roboarena:, behavior:, gr00t:tcp:// or openvla:http://"
            })
    private String policy = "builtin:no-op";

    @Option(
            names = "--first-answer-seconds",
            description = "for connection, hello and first answer (default ${DEFAULT-VALUE})")
    private long first = Limits.USUAL.first().toSeconds();

    @Option(names = "--answer-seconds", description = "for each later answer (default ${DEFAULT-VALUE})")
    private long each = Limits.USUAL.each().toSeconds();

    @Option(names = "--episode-seconds", description = "for all answers of an episode (default ${DEFAULT-VALUE})")
    private long episode = Limits.USUAL.episode().toSeconds();

    /// A policy that may run, and what is known of it.
    record Chosen(Contestant contestant, Declaration declaration) {}

    Chosen choose() throws IOException {
        Limits limits = limits();
        return policy.startsWith(BUILT_IN) ? builtIn(policy.substring(BUILT_IN.length())) : remote(limits);
    }

    private Chosen builtIn(String name) {
        Contestant one = Baselines.all().stream()
                .filter(baseline -> baseline.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no built-in policy %s. There are %s."
                        .formatted(
                                name,
                                Baselines.all().stream().map(Contestant::name).collect(Collectors.joining(", ")))));
        String version = Integer.toString(Bundle.ENGINE);
        return new Chosen(one, new Declaration(policy, one.name(), version, "", one.isPrivileged(), false));
    }

    String address() {
        return policy;
    }

    Limits limits() {
        if (first < 1 || each < 1 || episode < 1) {
            throw new IllegalArgumentException("A policy needs at least 1 second to answer.");
        }
        return new Limits(
                Duration.ofSeconds(first),
                Duration.ofSeconds(each),
                Duration.ofSeconds(episode),
                Limits.USUAL.answerBytesMax());
    }

    private Chosen remote(Limits limits) throws IOException {
        RemotePolicy remote = RemotePolicy.at(URI.create(policy), limits);
        return new Chosen(
                remote.contestant(),
                new Declaration(policy, remote.name(), remote.version(), remote.weights(), false, remote.usesModel()));
    }
}
