package dev.firsthand.engine.task;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The statement of one published version: all of what people were told. What a version leaves out is not in it.
final class TaskRecord {
    private TaskRecord() {}

    static Map<String, Object> of(Task task) {
        Offer offer = task.offer();
        var record = new TreeMap<String, Object>();
        record.put("version", task.version().version());
        record.put("sentence", offer.text().sentence());
        record.put("instructions", offer.text().instructions());
        record.put("publishedBy", task.publishedBy().value().toString());
        record.put("publishedAt", task.publishedAt().toString());
        if (!task.change().isEmpty()) {
            record.put("change", task.change());
        }
        if (!offer.text().accepted().isEmpty()) {
            record.put("accepted", offer.text().accepted());
        }
        if (!offer.pictures().isEmpty()) {
            record.put("pictures", pictures(offer.pictures()));
        }
        offer.pay().ifPresent(pay -> record.put("pay", pay(pay)));
        offer.expectedLength().ifPresent(length -> record.put("expectedSeconds", length.toSeconds()));
        return record;
    }

    private static List<Map<String, String>> pictures(List<Picture> pictures) {
        return pictures.stream()
                .map(picture -> Map.of("sha256", picture.digest(), "alt", picture.alt()))
                .toList();
    }

    private static Map<String, Object> pay(PayRule pay) {
        return Map.of(
                "currency", pay.currency().getCurrencyCode(),
                "minorUnitsPerAcceptedMinute", pay.perAcceptedMinute().minorUnits(),
                "minorUnitsPerSession", pay.perSession().minorUnits(),
                "minorUnitsPerOtherMinute", pay.perOtherMinute().minorUnits());
    }
}
