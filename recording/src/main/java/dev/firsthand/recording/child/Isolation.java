package dev.firsthand.recording.child;

/// What keeps a child from the network.
public enum Isolation {
    /// Children run in a network namespace of their own that has no interface.
    OWN_NETWORK_NAMESPACE("children run without a network (unshare -Un)"),
    /// `unshare -Un` is not there or not allowed here: children are held by their arguments alone.
    NONE("unshare -Un is not available here: children are kept from the network only by their protocol allow-list");

    private final String explanation;

    Isolation(String explanation) {
        this.explanation = explanation;
    }

    /// One sentence for the operator.
    public String explanation() {
        return explanation;
    }
}
