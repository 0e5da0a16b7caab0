package dev.firsthand.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretTokenTest {
    @Test
    void a_token_comes_back_from_its_text_with_the_same_hash_and_shows_nothing_by_itself() {
        SecretToken token = SecretToken.random();

        SecretToken sent = SecretToken.parse(token.reveal()).orElseThrow();

        assertThat(sent.hash()).isEqualTo(token.hash()).hasSize(32);
        assertThat(token.toString()).doesNotContain(token.reveal());
    }

    @Test
    void two_tokens_differ() {
        assertThat(SecretToken.random().reveal())
                .isNotEqualTo(SecretToken.random().reveal());
    }

    @Test
    void what_is_no_token_is_not_looked_up() {
        String whole = SecretToken.random().reveal();

        for (String text : new String[] {"", "fh_", whole + "A", whole.substring(1), whole.replace("fh_", "fh-")}) {
            assertThat(SecretToken.parse(text)).isEmpty();
        }
    }
}
