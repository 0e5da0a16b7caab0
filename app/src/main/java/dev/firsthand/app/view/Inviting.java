package dev.firsthand.app.view;

/// Whether people may be invited: every notice names the controller.
public enum Inviting {
    OPEN,
    CONTROLLER_NOT_NAMED;

    /// Refuses where nobody may be invited.
    public void orRefuse() {
        if (this == CONTROLLER_NOT_NAMED) {
            throw Refusal.conflict(
                    "controller-not-named",
                    "Say who is responsible in settings.properties of the data folder and start the server again:"
                            + " every notice names it.");
        }
    }
}
