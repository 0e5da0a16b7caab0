package dev.firsthand.app.wiring;

import dev.firsthand.engine.consent.Controller;
import dev.firsthand.engine.message.SmtpServer;
import dev.firsthand.engine.privacy.SecondLooks;
import dev.firsthand.engine.store.PrivateFiles;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the operator says once, in `settings.properties` of the data folder. Read at start; every fault is told at
/// once.
record Settings(Optional<Controller> controller, int secondLookOneIn, Network network, Optional<SmtpServer> mail) {
    private static final String FILE = "settings.properties";
    private static final String SECOND_LOOK = "review.second-look-one-in";
    private static final int SECOND_LOOK_MAX = 1_000;
    private static final List<String> CONTROLLER_KEYS = List.of(
            "controller.name",
            "controller.address",
            "controller.contact",
            "controller.country",
            "controller.retention");

    private static final Set<String> KEYS = Stream.of(
                    CONTROLLER_KEYS, List.of(SECOND_LOOK), Network.KEYS, MailSettings.KEYS)
            .flatMap(Collection::stream)
            .collect(Collectors.toUnmodifiableSet());

    private static final String FIRST = """
            # Who is responsible for the recordings. Every consent notice and record names it, so nobody can be invited
            # before all five lines are filled in. Start the server again afterwards.
            controller.name=
            controller.address=
            controller.contact=
            # two letters of ISO 3166: where you are, and where the recordings are kept
            controller.country=
            # the longest that recordings are kept, as ISO 8601: P3Y is three years
            controller.retention=P3Y

            # One in so many recordings in which a reviewer saw nothing private is looked at by a second person before
            # it is released, as soon as two people of the desk may look. 0 for none.
            review.second-look-one-in=10

            # By which mail server messages leave, over TLS. Without one they lie as files in messages/ for you to send.
            #smtp.host=
            #smtp.port=587
            #smtp.user=
            #smtp.password-file=
            #smtp.from=
            """;

    /// Stands in every record until the operator is named; while it does, nobody can be invited.
    private static final Controller NOBODY =
            new Controller("not named yet", "not named yet", "not named yet", "AQ", Period.ofYears(3));

    /// Whose server it is.
    enum Kind {
        /// An operator's own.
        OPERATED,
        /// One that the demo starts: its controller is the demo itself.
        DEMO
    }

    static Settings read(Path dataFolder, Kind kind, Map<String, String> environment) throws IOException {
        return switch (kind) {
            case DEMO ->
                new Settings(
                        Optional.of(new Controller(
                                "Demo on this machine", "this machine", "whoever runs it", "KE", Period.ofYears(1))),
                        0,
                        Network.of(new Properties(), environment),
                        Optional.empty());
            case OPERATED -> readFile(dataFolder.resolve(FILE), environment);
        };
    }

    /// The controller to name, or a stand-in while there is none.
    Controller controllerOrNobody() {
        return controller.orElse(NOBODY);
    }

    private static Settings readFile(Path file, Map<String, String> environment) throws IOException {
        if (!Files.exists(file)) {
            PrivateFiles.write(file, (FIRST + Network.FIRST).getBytes(StandardCharsets.UTF_8));
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (CharacterCodingException otherEncoding) {
            throw new IOException(
                    "%s is not UTF-8 text. Save it as UTF-8 and start again.".formatted(file), otherEncoding);
        } catch (IllegalArgumentException escape) {
            throw new IOException(
                    "%s has a \\u that no four digits follow. Write \\\\ for a backslash and start again."
                            .formatted(file),
                    escape);
        }
        List<String> faults = new ArrayList<>();
        properties.stringPropertyNames().stream()
                .filter(key -> !KEYS.contains(key))
                .sorted()
                .forEach(key -> faults.add(key + " is no setting"));
        boolean begun = CONTROLLER_KEYS.stream()
                .anyMatch(key -> !key.equals("controller.retention")
                        && !properties.getProperty(key, "").isBlank());
        Optional<Controller> controller = begun ? controller(properties, faults) : Optional.empty();
        int secondLookOneIn = secondLook(properties, faults);
        Network network = Network.of(properties, environment);
        network.check(file, properties, faults);
        Optional<SmtpServer> mail = MailSettings.read(properties, file.resolveSibling(""), faults);
        if (!faults.isEmpty()) {
            throw new IOException("%s has %d fault%s: %s"
                    .formatted(FILE, faults.size(), faults.size() == 1 ? "" : "s", String.join("; ", faults)));
        }
        return new Settings(controller, secondLookOneIn, network, mail);
    }

    private static int secondLook(Properties properties, List<String> faults) {
        String value = properties.getProperty(SECOND_LOOK, "").strip();
        if (value.isEmpty()) {
            return SecondLooks.ONE_IN;
        }
        if (!value.matches("[0-9]{1,4}") || Integer.parseInt(value) > SECOND_LOOK_MAX) {
            faults.add("%s cannot be: '%s' is no whole number from 0 to %d"
                    .formatted(SECOND_LOOK, value, SECOND_LOOK_MAX));
            return SecondLooks.ONE_IN;
        }
        return Integer.parseInt(value);
    }

    /// Every line is tried by itself first, so that all faults are found in one look.
    private static Optional<Controller> controller(Properties properties, List<String> faults) {
        int before = faults.size();
        for (String key : CONTROLLER_KEYS) {
            String value = properties.getProperty(key, "").strip();
            if (value.isEmpty()) {
                faults.add(key + " is empty");
            } else {
                flaw(key, value).ifPresent(flaw -> faults.add(key + " cannot be: " + flaw));
            }
        }
        return faults.size() == before ? Optional.of(controller(properties)) : Optional.empty();
    }

    private static Optional<String> flaw(String key, String value) {
        Properties one = new Properties();
        one.setProperty("controller.name", NOBODY.name());
        one.setProperty("controller.address", NOBODY.address());
        one.setProperty("controller.contact", NOBODY.contact());
        one.setProperty("controller.country", NOBODY.country());
        one.setProperty("controller.retention", NOBODY.retention().toString());
        one.setProperty(key, value);
        try {
            controller(one);
            return Optional.empty();
        } catch (DateTimeException unread) {
            return Optional.of("'%s' is no stretch of time such as P3Y".formatted(value));
        } catch (IllegalArgumentException flaw) {
            return Optional.of(String.valueOf(flaw.getMessage()));
        }
    }

    private static Controller controller(Properties properties) {
        return new Controller(
                properties.getProperty("controller.name").strip(),
                properties.getProperty("controller.address").strip(),
                properties.getProperty("controller.contact").strip(),
                properties.getProperty("controller.country").strip(),
                Period.parse(properties.getProperty("controller.retention").strip()));
    }
}
