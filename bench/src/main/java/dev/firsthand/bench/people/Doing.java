package dev.firsthand.bench.people;

import java.util.List;

/// What a person does for a while, where, and for how long in the middle of a log-normal spread. Hand-made for now.
public enum Doing {
    SLEEPING(420, true, "bedroom childs_room living_room"),
    WASHING(18, true, "bathroom bedroom"),
    COOKING(35, true, "kitchen"),
    EATING(25, false, "dining_room kitchen"),
    WORKING(90, true, "private_office shared_office living_room"),
    TIDYING(15, false, "living_room kitchen utility_room"),
    RELAXING(40, false, "living_room garden"),
    CALLING(12, true, "private_office bedroom living_room"),
    PLAYING(30, false, "childs_room garden living_room");

    private static final Doing[] ALL = values();

    private final int medianMinutes;
    private final boolean isBusy;
    private final String rooms;

    Doing(int medianMinutes, boolean isBusy, String rooms) {
        this.medianMinutes = medianMinutes;
        this.isBusy = isBusy;
        this.rooms = rooms;
    }

    int medianMinutes() {
        return medianMinutes;
    }

    /// Not to be spoken to without need.
    boolean isBusy() {
        return isBusy;
    }

    /// Types of rooms for it, the best first.
    List<String> rooms() {
        return List.of(rooms.split(" ", -1));
    }

    static Doing of(int code) {
        return ALL[code];
    }

    @SuppressWarnings("EnumOrdinal") // the order is the promise
    int code() {
        return ordinal();
    }
}
