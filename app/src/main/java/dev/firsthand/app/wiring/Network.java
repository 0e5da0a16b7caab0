package dev.firsthand.app.wiring;

import dev.firsthand.engine.recall.HookAddresses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where the server stands among others, as the settings and the environment say it.
record Network(
        Optional<String> publicUrl,
        Optional<String> databaseUrl,
        Optional<String> databasePassword,
        Optional<String> metricsToken,
        HookAddresses hooks) {
    private static final String PUBLIC_URL = "public.url";
    private static final String DATABASE_URL = "database.url";
    private static final String DATABASE_PASSWORD = "database.password";
    private static final String METRICS_TOKEN = "metrics.token";
    private static final String RECALL_HOOKS = "recall.hooks";
    private static final List<String> SECRETS = List.of(DATABASE_PASSWORD, METRICS_TOKEN);
    private static final int TOKEN_LENGTH_MIN = 16;
    private static final Set<PosixFilePermission> OF_OTHERS =
            Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

    static final List<String> KEYS = List.of(PUBLIC_URL, DATABASE_URL, DATABASE_PASSWORD, METRICS_TOKEN, RECALL_HOOKS);

    /// How the lines look before anybody has filled them in.
    static final String FIRST = """

            # Where people reach this server, behind a proxy or under a certificate: https://NAME
            #public.url=
            # A PostgreSQL 15 or later that you run: postgresql://USER@HOST:PORT/NAME
            #database.url=
            #database.password=
            # Whoever sends this as a bearer token may read /metrics from another machine
            #metrics.token=
            # Holders' programs that are told of recalls: public, or any to allow those in your own network
            #recall.hooks=public
            """;

    /// A secret in the environment comes before one in the file.
    static Network of(Properties properties, Map<String, String> environment) {
        return new Network(
                said(properties.getProperty(PUBLIC_URL)),
                said(properties.getProperty(DATABASE_URL)),
                said(environment.get("FIRSTHAND_DATABASE_PASSWORD"))
                        .or(() -> said(properties.getProperty(DATABASE_PASSWORD))),
                said(environment.get("FIRSTHAND_METRICS_TOKEN")).or(() -> said(properties.getProperty(METRICS_TOKEN))),
                said(properties.getProperty(RECALL_HOOKS)).filter("any"::equals).isPresent()
                        ? HookAddresses.ANY
                        : HookAddresses.PUBLIC);
    }

    private static Optional<String> said(@Nullable String value) {
        return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    }

    /// A secret must be nobody else's to read, and too long to be guessed.
    void check(Path file, Properties properties, List<String> faults) throws IOException {
        boolean secret = SECRETS.stream()
                .anyMatch(key -> said(properties.getProperty(key)).isPresent());
        if (secret && !Collections.disjoint(Files.getPosixFilePermissions(file), OF_OTHERS)) {
            faults.add("it holds a secret and others can read it: chmod 600 " + file);
        }
        if (metricsToken.filter(token -> token.length() < TOKEN_LENGTH_MIN).isPresent()) {
            faults.add("metrics.token is shorter than %d characters".formatted(TOKEN_LENGTH_MIN));
        }
    }

    /// What the public log is called from its first start on: where people reach it, or a name that nobody else has.
    String logOrigin() {
        return publicUrl
                .map(url -> url.replaceFirst("^https?://", "").replaceFirst("/+$", "") + "/log")
                .orElseGet(() -> "firsthand.local/" + UUID.randomUUID());
    }

    /// Shows no secret.
    @Override
    public String toString() {
        return "Network[%s]".formatted(publicUrl);
    }
}
