package dev.firsthand.engine.postgres;

import dev.firsthand.engine.store.DatabaseAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the address of a PostgreSQL that somebody else runs: `postgresql://USER@HOST:PORT/NAME?sslmode=verify-full`.
/// The password never stands in it: addresses end up in lists of processes, histories and logs.
public final class OutsideAddress {
    private static final String FORM = "postgresql://USER@HOST:PORT/NAME";
    private static final int PORT = 5432;
    private static final List<String> SETTINGS = List.of("sslmode", "sslrootcert", "sslcert", "sslkey");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,63}");
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_./-]{1,500}");

    private OutsideAddress() {}

    /// Every fault of the address is told at once, without repeating the address.
    public static DatabaseAddress read(String text, Optional<String> password) throws IOException {
        List<String> faults = new ArrayList<>();
        Optional<URI> url = url(text.strip());
        if (url.isEmpty()) {
            faults.add("it must have the form " + FORM);
        }
        Optional<DatabaseAddress> address = url.flatMap(found -> address(found, password.orElse(""), faults));
        if (!faults.isEmpty()) {
            throw new IOException(
                    "The address of the database cannot be used: %s.".formatted(String.join("; ", faults)));
        }
        return address.orElseThrow();
    }

    private static Optional<URI> url(String text) {
        String bare = text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text;
        try {
            URI url =
                    new URI(bare.startsWith("postgres://") ? "postgresql" + bare.substring("postgres".length()) : bare);
            return Optional.of(url).filter(found -> "postgresql".equals(found.getScheme()) && found.getHost() != null);
        } catch (URISyntaxException unread) {
            return Optional.empty();
        }
    }

    private static Optional<DatabaseAddress> address(URI url, String password, List<String> faults) {
        String user = Optional.ofNullable(url.getUserInfo()).orElse("");
        String name = Optional.ofNullable(url.getPath()).orElse("").replaceFirst("^/", "");
        if (user.contains(":")) {
            faults.add("it holds a password: take it out, put it into FIRSTHAND_DATABASE_PASSWORD or, as"
                    + " database.password, into settings.properties, and change it, for others may have seen it");
        } else if (!NAME.matcher(user).matches()) {
            faults.add("it names no user: " + FORM);
        }
        if (!NAME.matcher(name).matches()) {
            faults.add("it names no database: " + FORM);
        }
        List<String> settings = settings(url, faults);
        int port = url.getPort() < 0 ? PORT : url.getPort();
        String jdbc = "jdbc:postgresql://%s:%d/%s%s"
                .formatted(url.getHost(), port, name, settings.isEmpty() ? "" : "?" + String.join("&", settings));
        return Optional.of(new DatabaseAddress(jdbc, user, password));
    }

    private static List<String> settings(URI url, List<String> faults) {
        List<String> settings = new ArrayList<>();
        for (String pair : Optional.ofNullable(url.getQuery()).orElse("").split("&", -1)) {
            int equal = pair.indexOf('=');
            String key = equal < 0 ? pair : pair.substring(0, equal);
            if (pair.isEmpty()) {
                continue;
            }
            if (!SETTINGS.contains(key)
                    || !VALUE.matcher(pair.substring(equal + 1)).matches()) {
                faults.add("after the ? only %s are taken".formatted(String.join(", ", SETTINGS)));
            } else {
                settings.add(pair);
            }
        }
        if (settings.stream().noneMatch(pair -> pair.startsWith("sslmode=")) && !onThisMachine(url.getHost())) {
            settings.add(
                    "sslmode=require"); // never in the open; verify-full is better and is the operator's to ask for
        }
        return settings;
    }

    private static boolean onThisMachine(String host) {
        try {
            return host.equals("localhost")
                    || InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
        } catch (IllegalArgumentException name) {
            return false;
        }
    }
}
