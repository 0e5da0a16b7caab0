package dev.firsthand.engine.consent;

import dev.firsthand.engine.holder.Holder;
import java.time.Period;
import java.util.List;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Fills the places of a notice: the controller, who else may hold recordings, where and how long they are kept, and
/// the buyers. All that a notice asks for stands in its text, so that another text is what asks for something else.
record NoticePlaces(Controller controller, List<Holder> buyers) {
    String fill(NoticeForm form) {
        ResourceBundle words = NoticeDuty.words(form.language());
        return form.body()
                .replace("{controller.name}", controller.name())
                .replace("{controller.address}", controller.address())
                .replace("{controller.contact}", controller.contact())
                .replace("{controller.country}", controller.country())
                .replace("{countries}", countries(form))
                .replace("{recipients}", recipients(form, words))
                .replace("{retention}", length(controller.retention(), words))
                .replace("{buyers}", lines(words));
    }

    private String countries(NoticeForm form) {
        return Stream.concat(form.countries().stream(), Stream.of(controller.country()))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String recipients(NoticeForm form, ResourceBundle words) {
        return form.recipients().isEmpty()
                ? words.getString("none")
                : form.recipients().stream()
                        .sorted()
                        .map(kind -> words.getString(kind.name()))
                        .collect(Collectors.joining(", "));
    }

    private String lines(ResourceBundle words) {
        if (buyers.isEmpty()) {
            return "- " + words.getString("none");
        }
        return buyers.stream()
                .map(Holder::form)
                .map(form -> "- %s (%s): %s".formatted(form.legalName(), form.country(), form.purpose()))
                .collect(Collectors.joining("\n"));
    }

    private static String length(Period period, ResourceBundle words) {
        return Stream.of(
                        part(period.getYears(), words, "year"),
                        part(period.getMonths(), words, "month"),
                        part(period.getDays(), words, "day"))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" " + words.getString("and") + " "));
    }

    private static String part(int count, ResourceBundle words, String unit) {
        return count == 0 ? "" : words.getString(count == 1 ? unit : unit + "s").formatted(count);
    }
}
