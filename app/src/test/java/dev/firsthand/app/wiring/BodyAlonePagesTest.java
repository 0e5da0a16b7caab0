package dev.firsthand.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What contributors and the desk see of the motion of a body without a video.
@Timeout(120)
class BodyAlonePagesTest {
    private static final String KEPT = "How your body moves goes into no copy";

    private static TestServer server;
    private static People people;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start("body-alone-pages");
        people = server.people();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void whoever_sends_motion_alone_reads_what_people_see_of_it_and_that_no_copy_has_it_without_a_yes()
            throws Exception {
        String token = people.join();
        Knock maker = people.consenting(token);
        Browser phone = people.browser().holding("firsthand-contributor", token);
        String session = people.session(maker);
        String page = "/me/recordings/" + People.lastPart(session);
        assertThat(phone.open(page).body())
                .contains("No camera ran, only a motion suit", ".zip,.bvh,.glb\"")
                .doesNotContain(KEPT, "id=\"finish\"");
        maker.post("/api/v1/me/withdrawals", Map.of("purpose", "biometric_template"))
                .granted();
        assertThat(phone.open(page).body()).contains(KEPT, "/me/consent?lang=en");

        people.attach(maker, session, maker.upload(walker()), "MOTION").granted();

        assertThat(phone.open(page).body())
                .contains("Motion of your body", "Add the video, if a camera ran", "a drawing of how your body moved")
                .contains(KEPT, "id=\"finish\"");
        phone.send(page + "/finish");
        assertThat(People.awaitEnd(maker, session).get("state").asText()).isEqualTo("READY");
        assertThat(phone.open(page).body()).contains(KEPT, "a drawing of how your body moved", "There is no video.");
        assertThat(phone.open(page + "?lang=sw").body()).contains("mchoro wa jinsi mwili wako");
    }

    @Test
    void people_of_the_desk_look_at_a_drawing_and_open_the_movement_but_no_raw_film() throws Exception {
        Knock maker = people.contributor();
        String session = sends(maker, walker());
        String id = People.awaitEnd(maker, session).get("episode").asText();
        JsonNode waiting = people.operator().get("/api/v1/desk/episodes/" + id).granted();
        assertThat(waiting.get("drawn").asBoolean()).isTrue();
        assertThat(waiting.get("contactSheets").asInt()).isOne();
        Browser operator = people.operatorsBrowser();
        assertThat(operator.open("/desk/queue/" + id).body()).contains("This is drawn from the motion of a body");
        assertThat(operator.open("/desk/queue/" + id + "/video").statusCode()).isEqualTo(200);

        people.judge(maker, session, id);

        String episode = "/desk/episodes/" + id;
        assertThat(operator.open(episode).body())
                .contains("This is drawn from the motion of a body", " joints", "frames in all", "<video controls")
                .contains("Show the movement", "How a person moves tells who they are")
                .doesNotContain("Open the raw recording", "Time between pictures", "No motion sensor data");
        assertThat(operator.send(episode + "/raw", "reason", "there is none").statusCode())
                .isEqualTo(404);
        String look = Browser.first(
                operator.send(episode + "/motion", "reason", "the drawing seems to slip")
                        .body(),
                "data-figures=\"(" + episode + "/motion/[0-9a-f-]+/figures)\"");
        assertThat(operator.open(look).body()).contains("Unitree G1");
    }

    @Test
    void a_file_that_is_none_is_refused_with_what_to_do_and_the_way_to_another_recording() throws Exception {
        String token = people.join();
        Knock maker = people.consenting(token);
        String session = sends(maker, "; FBX 7.4.0 project file".getBytes(StandardCharsets.US_ASCII));

        JsonNode ended = People.awaitEnd(maker, session);

        assertThat(ended.get("state").asText()).isEqualTo("REFUSED");
        assertThat(people.browser()
                        .holding("firsthand-contributor", token)
                        .open("/me/recordings/" + People.lastPart(session))
                        .body())
                .contains("BVH", "/me/tasks/");
    }

    private static String sends(Knock maker, byte[] motion) throws Exception {
        String session = people.session(maker);
        people.attach(maker, session, maker.upload(motion), "MOTION").granted();
        maker.post(session + "/finish", Map.of()).granted();
        return session;
    }

    private static byte[] walker() {
        return MotionCommandsTest.WALKER.getBytes(StandardCharsets.UTF_8);
    }
}
