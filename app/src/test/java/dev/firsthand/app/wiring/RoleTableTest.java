package dev.firsthand.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.app.wiring.Knock.Answer;
import dev.firsthand.app.wiring.RoleTable.Person;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Walks every registered door as everybody, around one recording that went all the way to a copy: a door opens to
/// those whom the table names, and answers all others alike, whether what they ask for is there or not.
class RoleTableTest {
    private static final String NOBODYS = new UUID(7, 7).toString();
    /// Names that nobody gave; only a page has a number instead of a name.
    private static final Map<String, String> NOTHING = Map.of("page", "0");

    private static final Pattern PLACE = Pattern.compile("[{<]([A-Za-z]+)[}>]");

    /// 412 is how a door of uploads answers who does not speak its language, whoever it is.
    private static final Set<Integer> SHUT = Set.of(401, 404, 412);

    private static final Set<String> OF_THE_MOMENT = Set.of("date", "x-request-id", "connection");

    private static TestServer server;
    private static RoleTable table;
    private static Map<Person, Knock> people;
    private static Map<String, String> names;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start("roles");
        table = RoleTable.read();
        People house = server.people();
        Knock contributor = house.contributor();
        String session = house.session(contributor);
        String upload = contributor.upload(Files.readAllBytes(TestRecordings.video(2)));
        house.attach(contributor, session, upload, "VIDEO").granted();
        contributor.post(session + "/finish", Map.of()).granted();
        String episode = People.awaitEnd(contributor, session).get("episode").asText();
        house.judge(contributor, session, episode);
        var account = house.holder("Robots of Example Ltd", true);
        String release = house.requestRelease("towels", account);
        String copy = People.awaitEnd(house.operator(), release).get("copy").asText();
        people = new EnumMap<>(Person.class);
        people.put(Person.STRANGER, house.anybody());
        people.put(Person.CONTRIBUTOR, contributor.everywhere("firsthand-contributor"));
        people.put(Person.HOLDER, house.anybody().as(account.token()).everywhere("firsthand-holder"));
        people.put(Person.REVIEWER, house.member("REVIEWER").everywhere("firsthand-desk"));
        people.put(Person.AUDITOR, house.member("AUDITOR").everywhere("firsthand-desk"));
        people.put(Person.OPERATOR, house.operator().everywhere("firsthand-desk"));
        names = new TreeMap<>(Map.of(
                "session", People.lastPart(session),
                "episode", episode,
                "release", People.lastPart(release),
                "copy", copy,
                "holder", account.id(),
                "page", "0",
                "upload", People.lastPart(upload),
                "id", People.lastPart(upload),
                "path", "manifest.json",
                "task", house.task()));
        String home = homeCode(house);
        names.put("code", People.lastPart(home));
        Answer asked = house.anybody()
                .form(home, "day=" + LocalDate.now(ZoneOffset.UTC), Map.of("Sec-Fetch-Site", "same-origin"));
        names.put("link", People.lastPart(asked.headers().firstValue("Location").orElseThrow()));
        names.put(
                "removal",
                Browser.first(
                        house.operatorsBrowser().open("/desk/removals").body(), "/desk/removals/([0-9a-f-]{36})"));
    }

    /// Of somebody else's home, so that the recording stays as it is.
    private static String homeCode(People house) throws Exception {
        Knock other = house.contributor();
        house.session(other);
        return Browser.first(
                other.everywhere("firsthand-contributor").get("/me/home").text(), "href=\"(/door/fh_[^\"]+)\"");
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void every_door_stands_in_the_table_and_every_line_of_the_table_is_a_door() {
        assertThat(new TreeSet<>(server.doors()))
                .as("doors of the server and of docs/concepts/access.md")
                .isEqualTo(new TreeSet<>(table.doors().keySet()));
    }

    @Test
    void a_door_is_shut_to_everybody_else_and_does_not_tell_what_is_behind_it() throws Exception {
        List<String> faults = new ArrayList<>();
        for (var line : table.doors().entrySet()) {
            for (Person person : Person.values()) {
                if (!line.getValue().contains(person)) {
                    Answer there = knock(person, line.getKey(), names);
                    Answer absent = knock(person, line.getKey(), NOTHING);
                    if (!SHUT.contains(there.status())) {
                        faults.add("%s answers %s with %d".formatted(line.getKey(), person, there.status()));
                    } else if (!seen(there).equals(seen(absent))) {
                        faults.add("%s tells %s what is there".formatted(line.getKey(), person));
                    }
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void a_door_that_only_shows_opens_to_everybody_whom_the_table_names() throws Exception {
        List<String> faults = new ArrayList<>();
        for (var line : table.doors().entrySet()) {
            // What goes on telling for as long as somebody listens is tried by EpisodePagesTest.
            if (line.getKey().startsWith("GET ") && !line.getKey().endsWith("/live")) {
                for (Person person : line.getValue()) {
                    int status = knock(person, line.getKey(), names).status();
                    if (status == 401 || status == 403 || status >= 500) {
                        faults.add("%s answers %s with %d".formatted(line.getKey(), person, status));
                    }
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void what_is_not_there_looks_the_same_to_those_whom_the_door_opens_to() throws Exception {
        List<String> faults = new ArrayList<>();
        for (var line : table.doors().entrySet()) {
            boolean named = line.getKey().startsWith("GET ") && line.getKey().contains("{");
            boolean secret = line.getValue().contains(Person.STRANGER);
            if (named && !secret) {
                for (Person person : line.getValue()) {
                    int status = knock(person, line.getKey(), NOTHING).status();
                    if (status != 404) {
                        faults.add("%s answers %s with %d for nothing".formatted(line.getKey(), person, status));
                    }
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    private static Answer knock(Person person, String door, Map<String, String> known) throws Exception {
        String method = door.substring(0, door.indexOf(' '));
        String path = filled(door.substring(door.indexOf(' ') + 1), known);
        Knock who = Objects.requireNonNull(people.get(person));
        return method.equals("POST") ? who.post(path, Map.of()) : who.send(method, path);
    }

    private static String filled(String path, Map<String, String> known) {
        return PLACE.matcher(path)
                .replaceAll(place -> Matcher.quoteReplacement(known.getOrDefault(place.group(1), NOBODYS)));
    }

    /// All that a browser is told, but for the time of day, the number of the request, and whether the line is kept
    /// open, which depends on how much of the request was read by then.
    private static String seen(Answer answer) {
        var headers = new TreeMap<>(answer.headers().map());
        headers.keySet().removeIf(name -> OF_THE_MOMENT.contains(name.toLowerCase(Locale.ROOT)));
        return "%d %s %s".formatted(answer.status(), headers, answer.text());
    }
}
