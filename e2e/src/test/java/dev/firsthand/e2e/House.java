package dev.firsthand.e2e;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.util.List;

/// A server of its own, its operator and a browser to come with: what the tests of one class share.
record House(FirsthandServer server, Operator operator, Chromium chromium) implements AutoCloseable {
    static House open(String name) {
        try {
            FirsthandServer server = FirsthandServer.start(name);
            return new House(server, new Operator(server), new Chromium());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(name + ": the server did not come up", e);
        }
    }

    /// Somebody with a phone of their own.
    Phone phone() {
        return new Phone(chromium.phone());
    }

    /// A browser at a desk, with nobody signed in.
    BrowserContext desk() {
        return chromium.desk();
    }

    /// A browser at a desk, with the operator signed in.
    BrowserContext operatorsDesk() {
        BrowserContext desk = desk();
        desk.addCookies(List.of(new Cookie("firsthand-desk", operator.token()).setUrl(server.address("/"))));
        return desk;
    }

    @Override
    public void close() {
        chromium.close();
        server.close();
    }
}
