package dev.firsthand.app.desk;

import dev.firsthand.app.page.Texts;
import dev.firsthand.engine.staff.SignIn;
import java.util.UUID;

/// What the pages about people of the desk list, in words already.
public final class Listed {
    private Listed() {}

    /// One running sign-in.
    public record Entry(UUID id, String browser, String began, String lastUsed) {
        static Entry of(SignIn signIn, Texts texts) {
            String family = signIn.browser().reveal();
            return new Entry(
                    signIn.id(),
                    family.isEmpty() ? texts.say("signins.program") : family,
                    texts.date(signIn.beganAt()),
                    texts.date(signIn.lastUsedAt()));
        }
    }
}
