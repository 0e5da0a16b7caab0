package dev.firsthand.app.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-, 0, 99",
        "bytes=40-, 40, 99",
        "bytes=99-, 99, 99",
        "bytes=0-0, 0, 0",
        "bytes=10-19, 10, 19",
        "bytes=10-500, 10, 99",
        "Bytes=10-19, 10, 19",
        "bytes=-1, 99, 99",
        "bytes=-100, 0, 99",
        "bytes=-500, 0, 99"
    })
    void a_range_within_the_body_is_a_part_of_it(String header, long first, long last) {
        assertThat(ByteRange.of(Optional.of(header), 100)).isEqualTo(new ByteRange.Part(first, last));
    }

    @ParameterizedTest
    @CsvSource({"bytes=100-, 100", "bytes=100-200, 100", "bytes=-0, 100", "bytes=0-, 0", "bytes=-5, 0"})
    void a_range_after_the_end_is_outside(String header, long size) {
        assertThat(ByteRange.of(Optional.of(header), size)).isEqualTo(new ByteRange.Outside());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "bytes=",
                "bytes=-",
                "bytes=5-4",
                "bytes=a-b",
                "bytes=0-1,5-6",
                "rows=0-1",
                "bytes=99999999999999999999-",
                "bytes=-1-2"
            })
    void what_is_no_single_range_counts_for_nothing(String header) {
        assertThat(ByteRange.of(Optional.of(header), 100)).isEqualTo(new ByteRange.Whole());
    }
}
