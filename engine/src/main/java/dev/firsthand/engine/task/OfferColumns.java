package dev.firsthand.engine.task;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;

/// The columns that published versions and drafts have in common.
final class OfferColumns {
    static final String NAMES = "sentence, instructions, change, accepted, picture_digests, picture_alts, pay_currency,"
            + " pay_per_minute, pay_per_session, pay_per_other_minute, expected_seconds";

    static final String VALUES = ":sentence, :instructions, :change, :accepted, :pictureDigests, :pictureAlts,"
            + " :payCurrency, :payPerMinute, :payPerSession, :payPerOtherMinute, :expectedSeconds";

    private OfferColumns() {}

    static <S extends SqlStatement<S>> S bind(S statement, Draft.Wording wording) {
        Offer offer = wording.offer();
        return statement
                .bind("sentence", offer.text().sentence())
                .bind("instructions", offer.text().instructions())
                .bind("change", wording.change())
                .bindArray("accepted", String.class, offer.text().accepted())
                .bindArray(
                        "pictureDigests",
                        String.class,
                        offer.pictures().stream().map(Picture::digest).toList())
                .bindArray(
                        "pictureAlts",
                        String.class,
                        offer.pictures().stream().map(Picture::alt).toList())
                .bind("payCurrency", offer.pay().map(PayRule::currency).map(Currency::getCurrencyCode))
                .bind(
                        "payPerMinute",
                        offer.pay()
                                .map(pay -> pay.perAcceptedMinute().minorUnits())
                                .orElse(0L))
                .bind(
                        "payPerSession",
                        offer.pay().map(pay -> pay.perSession().minorUnits()).orElse(0L))
                .bind(
                        "payPerOtherMinute",
                        offer.pay()
                                .map(pay -> pay.perOtherMinute().minorUnits())
                                .orElse(0L))
                .bind("expectedSeconds", offer.expectedLength().map(length -> Math.toIntExact(length.toSeconds())));
    }

    static Draft.Wording wording(ResultSet row) throws SQLException {
        var text = new TaskText(row.getString("sentence"), row.getString("instructions"), texts(row, "accepted"));
        int seconds = row.getInt("expected_seconds");
        Optional<Duration> length = seconds == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
        return new Draft.Wording(new Offer(text, pictures(row), pay(row), length), row.getString("change"));
    }

    private static List<Picture> pictures(ResultSet row) throws SQLException {
        List<String> digests = texts(row, "picture_digests");
        List<String> alts = texts(row, "picture_alts");
        List<Picture> pictures = new ArrayList<>();
        for (int place = 0; place < digests.size(); place++) {
            pictures.add(new Picture(digests.get(place), alts.get(place)));
        }
        return pictures;
    }

    private static Optional<PayRule> pay(ResultSet row) throws SQLException {
        String code = row.getString("pay_currency");
        if (code == null) {
            return Optional.empty();
        }
        Currency currency = Currency.getInstance(code);
        return Optional.of(new PayRule(
                new Money(row.getLong("pay_per_minute"), currency),
                new Money(row.getLong("pay_per_session"), currency),
                new Money(row.getLong("pay_per_other_minute"), currency)));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
