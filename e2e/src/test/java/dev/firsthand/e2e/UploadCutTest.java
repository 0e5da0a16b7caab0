package dev.firsthand.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a contributor sees when sending is cut, however it is cut.
class UploadCutTest {
    private static final int SLOW_BYTES_PER_SECOND = 6_000_000;

    @AutoClose
    private static final House HOUSE = House.open("upload-cut");

    private static Path video;

    private Phone phone;

    @BeforeAll
    static void start() throws Exception {
        video = Recordings.large(21);
        assertThat(Files.size(video)).as("more than two parts of 8 MiB").isGreaterThan(17_000_000);
    }

    @BeforeEach
    void begin() throws Exception {
        phone = HOUSE.phone();
        phone.joins(HOUSE.operator().invitation())
                .answersYesToAll()
                .livesAlone()
                .begins(Operator.TASK);
    }

    @AfterEach
    void end() {
        phone.close();
    }

    @Test
    void a_server_that_dies_in_the_middle_is_waited_for_and_the_upload_goes_on() throws Exception {
        phone.sendsAtMost(SLOW_BYTES_PER_SECOND);
        phone.chooses(video);
        awaitSomeParts();

        HOUSE.server().kill();
        phone.awaits("No connection. Waiting; nothing is lost.");
        HOUSE.server().startAgain();
        phone.sendsAtMost(0);

        phone.awaitsTheEndOfSending();
        phone.finishes();
        phone.comesBackUntil("Checked.");
    }

    @Test
    void a_closed_page_asks_for_the_same_file_compares_what_is_held_and_goes_on() {
        phone.sendsAtMost(SLOW_BYTES_PER_SECOND);
        phone.chooses(video);
        awaitSomeParts();

        phone.closesThePageAndOpens(phone.page().url());
        phone.awaits("Choose the same file to go on");
        assertThat(phone.sees()).contains("You were sending " + video.getFileName());

        phone.chooses(video);
        phone.awaitsTheEndOfSending();
        phone.finishes();
        phone.comesBackUntil("Checked.");
    }

    @Test
    void another_file_of_the_same_name_and_size_is_not_put_behind_the_first_parts() throws Exception {
        phone.sendsAtMost(SLOW_BYTES_PER_SECOND);
        phone.chooses(video);
        awaitSomeParts();

        phone.closesThePageAndOpens(phone.page().url());
        phone.awaits("Choose the same file to go on");
        phone.chooses(altered());

        phone.awaits("it differs from " + video.getFileName());
        phone.chooses(video);
        phone.awaitsTheEndOfSending();
    }

    @Test
    void a_second_tab_says_that_another_one_sends_and_does_not_ask_for_the_file_instead() {
        phone.sendsAtMost(SLOW_BYTES_PER_SECOND);
        phone.chooses(video);
        awaitSomeParts();
        Page second = phone.device().newPage();
        second.navigate(phone.page().url());
        second.setInputFiles("#file", video);
        Locator said = second.locator("#said");
        Eventually.holds("the second tab says so", () -> said.innerText().contains("another tab or window sends"));

        phone.awaitsTheEndOfSending();

        assertThat(said.innerText()).contains("another tab or window sends");
    }

    private void awaitSomeParts() {
        Eventually.holds(
                "two parts have arrived",
                () -> phone.page().evaluate("Number(document.getElementById('progress').value)") instanceof Number sent
                        && sent.doubleValue() > 0.3);
    }

    private static Path altered() throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "recordings", "altered"));
        Path altered = Files.copy(video, folder.resolve(video.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        try (var bytes = FileChannel.open(altered, StandardOpenOption.WRITE)) {
            bytes.write(ByteBuffer.wrap(new byte[] {1, 2, 3, 4}), 4_000_000);
        }
        return altered.toAbsolutePath();
    }
}
