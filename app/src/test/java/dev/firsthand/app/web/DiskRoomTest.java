package dev.firsthand.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.app.web.DiskRoom.Room;
import org.junit.jupiter.api.Test;

class DiskRoomTest {
    @Test
    void a_disk_is_low_below_256_mebibytes_and_full_below_what_the_database_needs() {
        assertThat(Room.of(256L << 20)).isEqualTo(Room.ENOUGH);
        assertThat(Room.of((256L << 20) - 1)).isEqualTo(Room.LOW);
        assertThat(Room.of(32L << 20)).isEqualTo(Room.LOW);
        assertThat(Room.of((32L << 20) - 1)).isEqualTo(Room.NONE);
        assertThat(Room.of(0)).isEqualTo(Room.NONE);
    }
}
