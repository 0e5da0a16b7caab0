package dev.firsthand.bench.activity;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An activity as its author wrote it.
///
/// @param categories each object's category, in the order of the text
public record Definition(String name, Map<String, String> categories, List<Literal> beginning, Formula goal) {
    public Definition {
        categories = Collections.unmodifiableMap(new LinkedHashMap<>(categories));
        beginning = List.copyOf(beginning);
    }

    public String category(String object) {
        return categories.getOrDefault(object, "");
    }

    public List<String> ofCategory(String category, Hierarchy hierarchy) {
        return categories.keySet().stream()
                .filter(object -> hierarchy.isA(category(object), category))
                .toList();
    }
}
