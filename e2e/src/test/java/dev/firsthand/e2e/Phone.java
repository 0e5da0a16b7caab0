package dev.firsthand.e2e;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// A contributor with a phone: what they press and see, by the words on the page.
final class Phone implements AutoCloseable {
    private final BrowserContext device;
    private final Map<String, String> known = new HashMap<>();
    private Page page;
    private CDPSession line; // one a page: what a second one says does not end what the first one said

    Phone(BrowserContext device) {
        this.device = device;
        this.page = device.newPage();
        this.line = device.newCDPSession(page);
    }

    BrowserContext device() {
        return device;
    }

    Page page() {
        return page;
    }

    /// The page dies, as when a phone needs its memory; cookies and what the browser stores stay.
    Phone closesThePageAndOpens(String address) {
        page.close();
        page = device.newPage();
        line = device.newCDPSession(page);
        page.navigate(address);
        return this;
    }

    Phone joins(String invitation) {
        page.navigate(invitation);
        page.selectOption("select[name=country]", "KE");
        page.check("input[name=adult]");
        page.locator("main form button").first().click();
        page.waitForURL("**/me");
        return this;
    }

    Phone answersYesToAll() {
        page.locator("a[href='/me/consent']").first().click();
        for (var yes : page.locator("input[type=radio][value=yes]").all()) {
            yes.check();
        }
        page.locator("#answers > button").click();
        page.waitForURL("**/me/quiz*");
        return understands();
    }

    /// Answers the five questions, and others again, until enough is known; what is right is read from the page.
    Phone understands() {
        while (page.locator("a.button[href='/me']").count() == 0) {
            for (Locator question : page.locator("fieldset").all()) {
                String right = known.getOrDefault(question.locator("legend").innerText(), "");
                Locator choice = question.locator("label").filter(new Locator.FilterOptions().setHasText(right));
                choice.first().locator("input").check();
            }
            page.locator("main form button").click();
            page.waitForSelector("[role=status]");
            for (Locator one : page.locator(".cards li").all()) {
                String right = one.locator("p").first().innerText();
                known.put(one.locator("strong").innerText(), right.substring(right.indexOf(": ") + 2));
            }
            if (page.locator("a.button[href^='/me/quiz']").count() > 0) {
                page.locator("a.button[href^='/me/quiz']").click();
                page.waitForSelector("fieldset");
            }
        }
        page.locator("a.button[href='/me']").click();
        page.waitForURL("**/me");
        return this;
    }

    Phone livesAlone() {
        opensTheHousehold();
        page.check("input[name=home][value=alone]");
        page.locator("main form[action^='/me/household?'] button").click();
        page.waitForURL("**/me");
        return this;
    }

    private void opensTheHousehold() {
        page.navigate(page.url().replaceFirst("/me.*", "/me/household"));
    }

    /// Lives with one other adult; back comes the link for that person.
    String livesWith(String word) {
        opensTheHousehold();
        page.check("input[name=home][value=others]");
        page.fill("#adults", word);
        page.locator("main form[action^='/me/household?'] button").click();
        return page.locator("code").innerText();
    }

    /// The code of the receipt for what was answered.
    String receipt() {
        page.navigate(page.url().replaceFirst("/me.*", "/me/consent"));
        return page.locator("p.code strong").innerText().replace("-", "");
    }

    /// Withdraws that far; back comes the address by which anybody follows it.
    String withdraws(String level) {
        page.navigate(page.url().replaceFirst("/me.*", "/me/withdraw"));
        page.check("input[value=%s]".formatted(level));
        page.locator("main form button").click();
        page.waitForURL("**/withdrawals/*");
        return page.url();
    }

    /// Stands on the task's page afterwards.
    Phone opens(String task) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(task))
                .first()
                .click();
        page.waitForURL("**/me/tasks/*");
        return this;
    }

    /// Stands on the page of a fresh recording afterwards.
    Phone begins(String task) {
        opens(task);
        page.selectOption("select[name=device]", "iphone");
        page.locator("main form button").first().click();
        page.waitForURL("**/me/recordings/*");
        return this;
    }

    Phone chooses(Path file) {
        page.setInputFiles("#file", file);
        return this;
    }

    Phone finishes() {
        page.locator("#finish").click();
        page.waitForSelector(".state");
        return this;
    }

    String sees() {
        return page.locator("main").innerText();
    }

    void awaits(String words) {
        Eventually.holds("'%s' on the page".formatted(words), () -> sees().contains(words));
    }

    /// Opens the page again until it says so.
    void comesBackUntil(String words) {
        comesBackUntil(words, Duration.ofMinutes(1));
    }

    void comesBackUntil(String words, Duration limit) {
        Eventually.holds("'%s' on the page".formatted(words), limit, () -> {
            page.reload();
            return sees().contains(words);
        });
    }

    Phone awaitsTheEndOfSending() {
        Eventually.holds("the file is sent", () -> page.locator("#finish").count() > 0);
        return this;
    }

    /// A line that takes this many bytes a second from now on; 0 for as many as it can.
    void sendsAtMost(int bytesPerSecond) {
        setLine(false, bytesPerSecond == 0 ? -1 : bytesPerSecond);
    }

    /// Chromium lets the request under way through and loses its answer; every other one fails.
    void losesItsLine() {
        setLine(true, -1);
    }

    private void setLine(boolean offline, int bytesPerSecond) {
        var conditions = new JsonObject();
        conditions.addProperty("offline", offline);
        conditions.addProperty("latency", 20);
        conditions.addProperty("downloadThroughput", -1);
        conditions.addProperty("uploadThroughput", bytesPerSecond);
        line.send("Network.enable");
        line.send("Network.emulateNetworkConditions", conditions);
    }

    @Override
    public void close() {
        device.close();
    }
}
