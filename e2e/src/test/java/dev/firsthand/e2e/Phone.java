package dev.firsthand.e2e;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;

/// A contributor with a phone: what they press and see, by the words on the page.
final class Phone implements AutoCloseable {
    private final BrowserContext device;
    private Page page;

    Phone(BrowserContext device) {
        this.device = device;
        this.page = device.newPage();
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
        page.navigate(address);
        return this;
    }

    Phone joins(String invitation) {
        page.navigate(invitation);
        page.selectOption("select[name=country]", "CH");
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
        page.locator("main form button").last().click();
        page.waitForURL("**/me");
        return this;
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
        Eventually.holds("'%s' on the page".formatted(words), () -> {
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
        var line = device.newCDPSession(page);
        var conditions = new JsonObject();
        conditions.addProperty("offline", false);
        conditions.addProperty("latency", 20);
        conditions.addProperty("downloadThroughput", -1);
        conditions.addProperty("uploadThroughput", bytesPerSecond == 0 ? -1 : bytesPerSecond);
        line.send("Network.enable");
        line.send("Network.emulateNetworkConditions", conditions);
    }

    @Override
    public void close() {
        device.close();
    }
}
