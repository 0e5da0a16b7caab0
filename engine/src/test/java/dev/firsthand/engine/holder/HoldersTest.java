package dev.firsthand.engine.holder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.store.SecretToken;
import dev.firsthand.engine.store.TestDatabase;
import dev.firsthand.engine.store.Tx;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class HoldersTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final HolderForm FORM = new HolderForm("Robots GmbH", "DE", "training of household robots");

    @TempDir
    static Path work;

    static SyntheticHouse house;

    @BeforeAll
    static void build() {
        house = SyntheticHouse.seeded(3, DATABASE.database(), work);
    }

    @Test
    void a_buyer_is_registered_listed_and_known_by_its_token() {
        var registered =
                (RegisterResult.Registered) house.within(tx -> house.holders().registerBuyer(tx, FORM));

        assertThat(registered.holder().kind()).isEqualTo(Holder.Kind.BUYER);
        assertThat(house.within((Tx tx) -> house.holders().carrying(tx, registered.token())))
                .contains(registered.holder());
        assertThat(house.within((Tx tx) -> house.holders().buyers(tx))).contains(registered.holder());
        assertThat(house.within(
                        (Tx tx) -> house.holders().find(tx, registered.holder().id())))
                .contains(registered.holder());
        var twice = (RegisterResult.Refused) house.within(tx -> house.holders().registerBuyer(tx, FORM));
        assertThat(twice.code()).as("the same form again").isEqualTo("holder-there");
    }

    @Test
    void the_operator_is_its_own_holder_once_and_never_a_buyer() {
        var again = (RegisterResult.Refused) house.within(tx -> house.holders().registerOwn(tx, FORM));

        assertThat(again.code()).isEqualTo("holder-own-exists");
        assertThat(house.within((Tx tx) -> house.holders().own(tx))).contains(house.ownHolder());
        assertThat(house.within((Tx tx) -> house.holders().buyers(tx))).doesNotContain(house.ownHolder());
    }

    @Test
    void a_renewed_token_replaces_the_others_and_an_ended_one_opens_nothing() {
        var form = new HolderForm("Renewing Robots GmbH", "DE", "training of household robots");
        var registered =
                (RegisterResult.Registered) house.within(tx -> house.holders().registerBuyer(tx, form));

        SecretToken fresh = house.within(
                tx -> house.holders().renewToken(tx, registered.holder().id()));

        assertThat(house.within((Tx tx) -> house.holders().carrying(tx, registered.token())))
                .isEmpty();
        assertThat(house.within((Tx tx) -> house.holders().carrying(tx, fresh))).isPresent();
        HolderId id = registered.holder().id();
        assertThat(house.within((Tx tx) -> house.holders().tokensUntil(tx)).get(id))
                .isEqualTo(house.clock().instant().plus(Holders.TOKEN_VALID));
        house.clock().advance(Holders.TOKEN_VALID);
        assertThat(house.within((Tx tx) -> house.holders().carrying(tx, fresh))).isEmpty();
        SecretToken last = house.within(tx -> house.holders().renewToken(tx, id));
        DATABASE.database().inTransactionDo(tx -> house.holders().endTokens(tx, id));
        assertThat(house.within((Tx tx) -> house.holders().carrying(tx, last))).isEmpty();
        assertThat(house.within((Tx tx) -> house.holders().tokensUntil(tx))).doesNotContainKey(id);
    }

    @Test
    void a_form_that_cannot_be_shown_to_contributors_is_refused() {
        assertThatThrownBy(() -> new HolderForm(" ", "DE", "x")).hasMessageContaining("legal name");
        assertThatThrownBy(() -> new HolderForm("Robots\nGmbH", "DE", "x")).hasMessageContaining("legal name");
        assertThatThrownBy(() -> new HolderForm("Robots", "DE", "x".repeat(501)))
                .hasMessageContaining("purpose");
        assertThatThrownBy(() -> new HolderForm("Robots", "Germany", "x")).hasMessageContaining("country");
    }
}
