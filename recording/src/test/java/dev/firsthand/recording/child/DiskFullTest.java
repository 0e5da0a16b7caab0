package dev.firsthand.recording.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiskFullTest {
    @ParameterizedTest
    @ValueSource(strings = {"write: No space left on device", "/data/blobs/1f: Disk quota exceeded"})
    void a_full_disk_and_a_used_up_quota_are_the_same_to_us(String said) {
        assertThat(DiskFull.caused(new IllegalStateException(new UncheckedIOException(new IOException(said)))))
                .isTrue();
    }

    @Test
    void other_faults_are_none_of_a_full_disk() {
        assertThat(DiskFull.caused(new IOException("Permission denied"))).isFalse();
        assertThat(DiskFull.caused(new IOException())).isFalse();
    }
}
