package dev.firsthand.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A receipt is checked in a browser, by its owner and by a stranger.
class ReceiptTest {
    private static final Path CASES = Path.of("..", "conformance", "evidence");
    private static final String HOLDS = "This holds.";
    private static final String EACH_HOLDS = "Each signed statement holds by itself.";
    private static final String LIES = "This does not hold";

    @AutoClose
    private static final House HOUSE = House.open("receipt");

    @Test
    void a_contributor_takes_the_receipt_and_a_stranger_reads_that_it_holds_unless_one_byte_is_other()
            throws Exception {
        byte[] receipt = takesTheReceipt();
        try (BrowserContext stranger = HOUSE.desk()) {
            Page page = opensTheCheck(stranger);
            assertThat(checks(page, receipt))
                    .contains(HOLDS, "Recording for pay: yes", "Giving it to named buyers: yes")
                    .contains("this proves only that it is this server’s");

            for (int at = 0; at < receipt.length; at += receipt.length / 20) {
                byte[] changed = receipt.clone();
                changed[at] ^= 1;
                assertThat(checks(page, changed)).as("byte %d", at).contains(LIES);
            }
        }
    }

    @Test
    void a_forger_who_makes_every_digest_fit_again_is_found_out_by_what_is_signed() throws Exception {
        String receipt = new String(takesTheReceipt(), StandardCharsets.ISO_8859_1);
        int note = receipt.indexOf("=\n\n");
        int statement = receipt.indexOf("part statement");
        try (BrowserContext stranger = HOUSE.desk()) {
            Page page = opensTheCheck(stranger);
            assertThat(checks(page, fitting(receipt))).startsWith(HOLDS);
            assertThat(checks(page, forged(receipt, note - 5))).as("root").contains("not of the key that it names");
            int signature = receipt.indexOf(' ', receipt.indexOf(' ', note) + 1) + 20;
            assertThat(checks(page, forged(receipt, signature))).as("signature").contains("not of the key");
            for (String behind : List.of("\nsalt ", "\"payload\":\"", "\"sig\":\"")) {
                int at = receipt.indexOf(behind, statement) + behind.length() + 4;
                assertThat(checks(page, forged(receipt, at)))
                        .as(behind)
                        .contains("does not hold: 1 of 5 statements", "Not in the log at the place that it names");
            }
            page.locator("summary").click();
            page.fill("#keys", Files.readString(CASES.resolve("keys.txt")));
            assertThat(checks(page, fitting(receipt))).contains("Signed by no key that may be believed");
        }
    }

    /// Another letter at this place, and every digest as it must be then.
    private static byte[] forged(String proof, int at) throws NoSuchAlgorithmException {
        char other = proof.charAt(at) == 'A' ? 'B' : 'A';
        return fitting(proof.substring(0, at) + other + proof.substring(at + 1));
    }

    private static byte[] fitting(String proof) throws NoSuchAlgorithmException {
        int at = proof.indexOf('\n') + 1;
        var all = new StringBuilder(proof.substring(0, at));
        var heads = new StringBuilder();
        int parts = 0;
        for (; proof.startsWith("part ", at); parts++) {
            int body = proof.indexOf('\n', at) + 1;
            String[] words = proof.substring(at, body).split(" ", -1);
            at = body + Integer.parseInt(words[3]) + 1;
            words[4] = sha256(proof.substring(body, at - 1)) + "\n";
            heads.append(String.join(" ", words));
            all.append(String.join(" ", words)).append(proof, body, at);
        }
        return all.append("end %d %s\n".formatted(parts, sha256(heads.toString())))
                .toString()
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String sha256(String octets) throws NoSuchAlgorithmException {
        byte[] bytes = octets.getBytes(StandardCharsets.ISO_8859_1);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void the_proofs_for_verifiers_in_other_languages_are_judged_as_far_as_a_browser_can() throws Exception {
        Map<String, String> cases = Map.of(
                "receipt.proof", HOLDS,
                "release.proof", EACH_HOLDS,
                "withdrawn.proof", EACH_HOLDS,
                "key-not-valid.proof", LIES,
                "byte-flipped.proof", LIES);
        try (BrowserContext stranger = HOUSE.desk()) {
            Page page = opensTheCheck(stranger);
            byte[] receipt = Files.readAllBytes(CASES.resolve("receipt.proof"));
            assertThat(checks(page, receipt)).as("with this server's keys").contains(LIES, "is not signed by this log");
            page.locator("summary").click();
            page.fill("#policy", Files.readString(CASES.resolve("policy.txt")));
            page.fill("#keys", Files.readString(CASES.resolve("keys.txt")));
            for (var one : cases.entrySet()) {
                assertThat(checks(page, Files.readAllBytes(CASES.resolve(one.getKey()))))
                        .as(one.getKey())
                        .startsWith(one.getValue());
            }
        }
    }

    private static byte[] takesTheReceipt() throws IOException, InterruptedException {
        try (Phone phone = HOUSE.phone()) {
            phone.joins(HOUSE.operator().invitation()).answersYesToAll();
            phone.page().locator("a[href='/me/consent']").first().click();
            phone.page().locator("a[href^='/me/receipts']").click();
            phone.comesBackUntil("entry");
            Download file = phone.page()
                    .waitForDownload(() -> phone.page().locator("a[download]").click());
            return Files.readAllBytes(file.path());
        }
    }

    private static Page opensTheCheck(BrowserContext device) {
        Page page = device.newPage();
        page.navigate(HOUSE.server().address("/open/verify"));
        page.waitForSelector("#file");
        return page;
    }

    /// What the page says of this file.
    private static String checks(Page page, byte[] proof) {
        page.evaluate("document.getElementById('result').replaceChildren()");
        page.setInputFiles("#file", new FilePayload("some.proof", "application/octet-stream", proof));
        page.locator("#check button").click();
        page.waitForSelector("#result .state");
        return page.locator("#result").innerText();
    }
}
