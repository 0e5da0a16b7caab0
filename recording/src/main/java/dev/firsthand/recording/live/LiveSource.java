package dev.firsthand.recording.live;

/// Who can be listened to, and where they send to unless told otherwise.
public enum LiveSource {
    ROKOKO(14_043),
    VMC(39_539);

    private final int port;

    LiveSource(int port) {
        this.port = port;
    }

    public int port() {
        return port;
    }

    BoneTree tree() {
        return switch (this) {
            case ROKOKO -> BoneTree.ROKOKO;
            case VMC -> BoneTree.VMC;
        };
    }

    LiveReader reader(int person) {
        return switch (this) {
            case ROKOKO -> new RokokoReader(person);
            case VMC -> new VmcReader();
        };
    }
}
