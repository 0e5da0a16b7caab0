package dev.firsthand.app.edge;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class LogLinesTest {
    private static ILoggingEvent event() {
        var logger = new LoggerContext().getLogger("dev.firsthand.app.web");
        var fault = new IllegalStateException("Quibblethorpe", new IOException("kitchen of Quibblethorpe.mp4"));
        var event =
                new LoggingEvent("here", logger, Level.ERROR, "a request to {} failed", fault, new Object[] {"/me"});
        event.setMDCPropertyMap(Map.of("request", "0f"));
        event.addKeyValuePair(new KeyValuePair("ms", 12L));
        return event;
    }

    @Test
    void a_line_for_programs_tells_kinds_and_places_of_a_fault_and_none_of_its_messages() throws Exception {
        String line = new String(new JsonLines().encode(event()), StandardCharsets.UTF_8);
        assertThat(line).endsWith("}\n").hasLineCount(1).doesNotContain("Quibblethorpe");
        JsonNode read = new ObjectMapper().readTree(line);
        assertThat(read.get("message").asText()).isEqualTo("a request to /me failed");
        assertThat(read.get("request").asText()).isEqualTo("0f");
        assertThat(read.get("ms").asLong()).isEqualTo(12);
        assertThat(read.get("fault").valueStream().map(JsonNode::asText))
                .contains("java.lang.IllegalStateException", "java.io.IOException")
                .anyMatch(place -> place.contains(LogLinesTest.class.getName()));
    }

    @Test
    void a_line_for_people_does_the_same() {
        assertThat(new BareTrace().convert(event()))
                .contains("java.lang.IllegalStateException", "java.io.IOException", LogLinesTest.class.getName())
                .doesNotContain("Quibblethorpe");
    }
}
