package dev.firsthand.bench.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.bench.scenario.Library;
import dev.firsthand.bench.scenario.Scenario;
import dev.firsthand.bench.scenario.Suite;
import dev.firsthand.bench.scenario.Tier;
import dev.firsthand.bench.scenario.TwistKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommitmentTest {
    private static final byte[] SECRET = "a secret of thirty-two bytes, no more".getBytes(StandardCharsets.UTF_8);
    private static final Library LIBRARY = Library.own();

    private final Commitment commitment = Commitment.to(SECRET, "2027-01", Tier.H1, 1, LIBRARY);

    @Test
    void the_same_secret_and_beacon_reveal_the_same_suite_and_another_beacon_another() throws IOException {
        Commitment published = Commitment.read(commitment.json());
        Suite suite = published.reveal(SECRET, "beacon", LIBRARY);

        assertThat(suite.scenarios()).hasSize(TwistKind.Family.values().length);
        assertThat(suite.scenarios().stream().map(Scenario::family).distinct()).hasSameSizeAs(suite.scenarios());
        assertThat(published.reveal(SECRET, "beacon", LIBRARY).digest()).isEqualTo(suite.digest());
        assertThat(published.reveal(SECRET, "another", LIBRARY).digest()).isNotEqualTo(suite.digest());
    }

    @Test
    void a_changed_secret_round_size_or_pack_is_refused() {
        byte[] changed = SECRET.clone();
        changed[0] ^= 1;
        assertThatThrownBy(() -> commitment.reveal(changed, "beacon", LIBRARY)).hasMessageContaining("not the secret");
        var more = new Commitment("2027-01", Tier.H1, 2, commitment.pack(), commitment.digest());
        assertThatThrownBy(() -> more.reveal(SECRET, "beacon", LIBRARY)).hasMessageContaining("not the secret");
        var later = new Commitment("2027-02", Tier.H1, 1, commitment.pack(), commitment.digest());
        assertThatThrownBy(() -> later.reveal(SECRET, "beacon", LIBRARY)).hasMessageContaining("not the secret");
        Library less = Library.of(List.of());
        assertThatThrownBy(() -> commitment.reveal(SECRET, "beacon", less)).hasMessageContaining("not the activities");
        assertThatThrownBy(() -> Commitment.to(new byte[4], "2027-01", Tier.H1, 1, LIBRARY))
                .hasMessageContaining("at least 32 bytes");
    }

    @Test
    void the_commitment_does_not_hold_the_secret() {
        assertThat(commitment.json())
                .doesNotContain("secret")
                .doesNotContain(HexFormat.of().formatHex(SECRET));
    }
}
