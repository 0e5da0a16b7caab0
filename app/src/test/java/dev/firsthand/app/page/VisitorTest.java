package dev.firsthand.app.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisitorTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.7,                          192.0.2.7",
        "2001:db8:1:2:3:4:5:6,               2001:db8:1:2",
        "2001:db8:1:2:ffff:4:5:6,            2001:db8:1:2",
        "2001:db8:0:0:0:0:0:1,               2001:db8:0:0",
        "2001:db8::1,                        2001:db8:0:0",
        "::1,                                0:0:0:0",
        "'[2001:db8:1:2:3:4:5:6]',           2001:db8:1:2",
        "'::ffff:192.0.2.7',                 192.0.2.7"
    })
    void an_address_of_the_sixth_version_counts_by_its_network(String address, String network) {
        assertThat(Visitor.network(address)).isEqualTo(network);
    }

    @ParameterizedTest
    @CsvSource({
        "'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0',                          Firefox",
        "'Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/605.1.15',   Safari",
        "'Mozilla/5.0 (X11) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',         Chrome",
        "'Mozilla/5.0 (Windows) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0',           Edge",
        "'curl/8.14.1',                                                                                     ''"
    })
    void only_the_family_of_a_browser_is_taken_from_what_it_says(String agent, String family) {
        assertThat(Visitor.browser(agent)).isEqualTo(family);
    }
}
