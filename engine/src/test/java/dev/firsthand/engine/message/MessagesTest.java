package dev.firsthand.engine.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.engine.store.Personal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The one contract of every way to carry messages.
class MessagesTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-02T08:00:00Z"));
    private static final MailAddress FROM = new MailAddress("desk@example.org");

    @TempDir
    static Path folder;

    static TinyMailServer server;

    @BeforeAll
    static void open() throws IOException {
        server = new TinyMailServer();
    }

    @AfterAll
    static void close() throws IOException {
        server.close();
    }

    /// One way, and what arrived by it as text.
    record Way(String name, Messages messages, Supplier<List<String>> arrived) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Way> ways() throws IOException {
        var memory = new MemoryMessages();
        return List.of(
                new Way(
                        "memory",
                        memory,
                        () -> memory.sent().stream()
                                .map(message -> message.id() + " "
                                        + message.to().reveal().value() + " "
                                        + message.words().text().reveal())
                                .toList()),
                new Way("folder", new FolderMessages(folder.resolve("messages")), MessagesTest::files),
                new Way("smtp", smtp("127.0.0.1"), () -> server.mails()));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void a_message_arrives_with_its_address_its_text_and_its_own_id(Way way) throws IOException {
        Message message = message("somebody@example.org", "Come in: https://example.org/sign-in/x");

        assertThat(way.messages().send(message)).isEqualTo(new SendResult.Sent());

        assertThat(way.arrived().get())
                .last()
                .asString()
                .contains("somebody@example.org", "https://example.org/sign-in/x");
        assertThat(
                        way.name().equals("folder")
                                ? files().toString() + names()
                                : way.arrived().get().getLast())
                .contains(message.id().toString());
    }

    @ParameterizedTest
    @MethodSource("ways")
    void a_message_that_is_sent_twice_is_recognised_by_its_id(Way way) throws IOException {
        Message message = message("twice@example.org", "Once is enough.");

        way.messages().send(message);
        way.messages().send(message);

        List<String> mails = way.arrived().get().stream()
                .filter(text -> text.contains("twice@example.org"))
                .toList();
        assertThat(mails).isNotEmpty().allSatisfy(text -> assertThat(text).isEqualTo(mails.getFirst()));
    }

    @Test
    void what_is_taken_back_lies_in_the_folder_no_more() throws IOException {
        var way = new FolderMessages(folder.resolve("messages"));
        Message message = message("gone@example.org", "Your link");
        way.send(message);

        way.takeBack(message.id());
        way.takeBack(message.id());

        assertThat(files()).noneMatch(text -> text.contains("gone@example.org"));
    }

    @Test
    void a_refusal_for_good_is_told_apart_from_one_for_now_and_neither_names_the_address() throws IOException {
        Messages smtp = smtp("127.0.0.1");

        assertThat(smtp.send(message("a@refused.example", "x")))
                .isEqualTo(new SendResult.Refused("the mail server refused it for good (550)"));
        assertThatThrownBy(() -> smtp.send(message("a@later.example", "x")))
                .isInstanceOf(IOException.class)
                .hasMessage("the mail server did not take it (451)")
                .hasNoCause();
    }

    @Test
    void a_server_that_is_not_on_this_machine_gets_nothing_without_tls() {
        int before = server.mails().size();

        assertThatThrownBy(() -> smtp("127.0.0.2").send(message("b@example.org", "x")))
                .isInstanceOf(IOException.class)
                .hasMessage("the mail server offers no STARTTLS, so that it got nothing")
                .hasNoCause();

        assertThat(server.mails()).hasSize(before);
    }

    @Test
    void an_address_or_subject_that_smuggles_a_header_is_none() {
        for (String text : List.of("a@b\r\nBcc: c@d", "a b@example.org", "a@", "@example.org", "a@-.", "")) {
            assertThat(MailAddress.parse(text)).as(text).isEmpty();
        }
        assertThatThrownBy(() -> Message.Words.of(Message.Kind.WAY_IN, "Hello\nBcc: a@b", "text"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(MailAddress.parse(" some.body+1@mail.example.org ")).isPresent();
    }

    private static Messages smtp(String host) {
        return new SmtpMessages(new SmtpServer(host, server.port(), FROM, Optional.empty()), CLOCK);
    }

    private static Message message(String to, String text) {
        return new Message(
                UUID.randomUUID(),
                Personal.of(new MailAddress(to)),
                Message.Words.of(Message.Kind.WAY_IN, "Your link: ä", text));
    }

    private static List<String> files() {
        return listed().stream().map(MessagesTest::read).toList();
    }

    private static String names() {
        return listed().toString();
    }

    private static List<Path> listed() {
        try (Stream<Path> files = Files.list(folder.resolve("messages"))) {
            return files.sorted(java.util.Comparator.comparing(MessagesTest::changed))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static java.nio.file.attribute.FileTime changed(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
