package dev.firsthand.engine.task;

import java.util.Currency;

/// How the work on a task is paid, told before anybody starts: for each accepted minute of recording, for each session
/// that holds a recording whatever is accepted of it, and for each minute of setting up, waiting and recording again.
/// All three in one currency; a sum of zero pays nothing for that part.
public record PayRule(Money perAcceptedMinute, Money perSession, Money perOtherMinute) {
    public PayRule {
        Currency currency = perAcceptedMinute.currency();
        if (!perSession.currency().equals(currency)
                || !perOtherMinute.currency().equals(currency)) {
            throw new IllegalArgumentException("a pay rule has one currency");
        }
        if (perAcceptedMinute.minorUnits() + perSession.minorUnits() + perOtherMinute.minorUnits() == 0) {
            throw new IllegalArgumentException("a pay rule pays for something; leave it out where nothing is paid");
        }
    }

    public Currency currency() {
        return perAcceptedMinute.currency();
    }
}
