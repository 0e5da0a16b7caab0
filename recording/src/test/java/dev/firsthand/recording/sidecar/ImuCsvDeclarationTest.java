package dev.firsthand.recording.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.recording.sidecar.ImuCsvDeclarationText.Parsed;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImuCsvDeclarationTest {
    @Test
    void a_declaration_says_the_same_as_text_and_back() {
        String text = "time=Time [s][s];accel=ax,ay,az[g];gyro=gx,gy,gz[deg/s];offset_ms=-120.5;bound_ms=20";

        var declared = ((Parsed.Declared) ImuCsvDeclarationText.parse(text)).declaration();

        assertThat(declared.time().name()).isEqualTo("Time [s]");
        assertThat(declared.offset())
                .isEqualTo(Optional.of(new DeclaredOffset(Duration.ofNanos(-120_500_000), Duration.ofMillis(20))));
        assertThat(declared.text()).isEqualTo(text);
    }

    @Test
    void an_offset_without_bound_gets_the_usual_one() {
        var declared = (Parsed.Declared)
                ImuCsvDeclarationText.parse("time=t[ms];accel=ax,ay,az[m/s^2];gyro=gx,gy,gz[rad/s];offset_ms=0");

        assertThat(declared.declaration().offset().orElseThrow().bound()).isEqualTo(DeclaredOffset.DEFAULT_BOUND);
    }

    @Test
    void what_is_wrong_is_said_with_an_example() {
        assertThat(message("time=t[h];accel=a,b,c[g];gyro=d,e,f[rad/s]")).contains("s, ms, us or ns");
        assertThat(message("time=t[s];accel=a,b[g];gyro=d,e,f[rad/s]")).contains("3 column names, not 2");
        assertThat(message("accel=a,b,c[g];gyro=d,e,f[rad/s]")).contains("time=NAME[UNIT] is missing");
        assertThat(message("time=t[s];accel=a,b,c[g];gyro=d,e,f[rad/s];colour=red"))
                .contains("colour");
        assertThat(message("time=t[s];accel=a,b,c[g];gyro=d,e,f[rad/s];offset_ms=1e30"))
                .contains("milliseconds");
        assertThat(message("")).contains("Write it like this: time=t[ms]");
    }

    private static String message(String text) {
        return ((Parsed.Malformed) ImuCsvDeclarationText.parse(text)).message();
    }
}
