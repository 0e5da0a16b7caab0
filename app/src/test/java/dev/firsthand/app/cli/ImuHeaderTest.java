package dev.firsthand.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.app.cli.ImuHeader.Columns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImuHeaderTest {
    @TempDir
    Path folder;

    private Columns of(String text) throws IOException {
        return ImuHeader.of(Files.writeString(folder.resolve("imu.csv"), text));
    }

    @Test
    void a_header_with_the_known_names_says_its_own_unit_of_time() throws IOException {
        assertThat(of("# a logger\ntime_ms;acc_x;acc_y;acc_z;gyro_x;gyro_y;gyro_z;temp\n0;0;0;9.8;0;0;0;20\n"))
                .isEqualTo(new Columns.Declared(
                        "time=time_ms[ms];accel=acc_x,acc_y,acc_z[m/s^2];gyro=gyro_x,gyro_y,gyro_z[rad/s]"));
    }

    @Test
    void a_declaration_above_the_header_says_what_other_columns_are() throws IOException {
        String declaration = "time=t[ms];accel=ax,ay,az[g];gyro=gx,gy,gz[deg/s]";
        assertThat(of("# " + declaration + "\nt,ax,ay,az,gx,gy,gz\n")).isEqualTo(new Columns.Declared(declaration));
    }

    @Test
    void other_columns_are_told_with_all_that_is_accepted() throws IOException {
        assertThat(of("t,ax,ay,az,gx,gy,gz\n1,2,3,4,5,6,7\n"))
                .isInstanceOfSatisfying(
                        Columns.Unknown.class,
                        unknown -> assertThat(unknown.message())
                                .contains(
                                        "'t,ax,ay,az,gx,gy,gz'",
                                        "time_us",
                                        "acc_x",
                                        "gyro_z",
                                        "rad/s",
                                        "# time=t[ms]"));
        assertThat(of("")).isInstanceOf(Columns.Unknown.class);
    }

    @Test
    void a_declaration_that_cannot_be_read_is_told_with_why() throws IOException {
        assertThat(of("# time=t[years]\nt,ax\n"))
                .isInstanceOfSatisfying(
                        Columns.Unknown.class,
                        unknown -> assertThat(unknown.message()).contains("declaration cannot be read"));
    }
}
