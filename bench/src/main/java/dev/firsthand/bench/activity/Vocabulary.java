package dev.firsthand.bench.activity;

import dev.firsthand.bench.world.Trait;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a category can do, by the words in its name. Hand-made; the upstream table of properties may replace it.
final class Vocabulary {
    private static final Map<Trait, List<String>> WORDS = Map.ofEntries(
            Map.entry(
                    Trait.OPENABLE,
                    List.of(
                            "refrigerator",
                            "cabinet",
                            "oven",
                            "microwave",
                            "washer",
                            "dryer",
                            "dishwasher",
                            "mailbox",
                            "wardrobe",
                            "locker",
                            "freezer",
                            "safe",
                            "drawer",
                            "trunk",
                            "toolbox")),
            Map.entry(
                    Trait.HEAT_SOURCE,
                    List.of(
                            "stove",
                            "oven",
                            "microwave",
                            "grill",
                            "toaster",
                            "burner",
                            "campfire",
                            "fireplace",
                            "griddle",
                            "waffle_iron",
                            "coffee_maker",
                            "hot_plate",
                            "barbecue",
                            "fryer")),
            Map.entry(Trait.COLD_SOURCE, List.of("refrigerator", "freezer", "cooler")),
            Map.entry(Trait.DRAIN, List.of("sink", "toilet", "bathtub", "drain")),
            Map.entry(Trait.WASHER, List.of("washer", "dishwasher", "washing_machine")),
            Map.entry(
                    Trait.CLEANER,
                    List.of(
                            "rag",
                            "sponge",
                            "brush",
                            "towel",
                            "broom",
                            "mop",
                            "vacuum",
                            "scrubber",
                            "squeegee",
                            "dustpan",
                            "dishtowel",
                            "cloth",
                            "swab",
                            "scraper",
                            "toothbrush",
                            "eraser",
                            "rake",
                            "shovel",
                            "duster",
                            "sandpaper",
                            "cleaner",
                            "wipe",
                            "tissue",
                            "washcloth",
                            "chamois")),
            Map.entry(Trait.SLICER, List.of("knife", "cleaver", "slicer", "scissors", "razor", "hacksaw", "saw")),
            Map.entry(Trait.SHARP, List.of("knife", "cleaver", "razor", "scissors", "saw")),
            Map.entry(Trait.IGNITER, List.of("lighter", "match", "matchstick", "torch")),
            Map.entry(Trait.ABSORBENT, List.of("rag", "sponge", "towel", "dishtowel", "cloth", "mop")),
            Map.entry(
                    Trait.FRAGILE,
                    List.of(
                            "glass",
                            "goblet",
                            "wineglass",
                            "mug",
                            "teacup",
                            "vase",
                            "plate",
                            "saucer",
                            "beaker",
                            "bulb")),
            Map.entry(
                    Trait.PERISHABLE,
                    List.of("milk", "chicken", "beef", "steak", "fish", "salmon", "shrimp", "pork", "cream", "yogurt")),
            Map.entry(Trait.MEDICINE, List.of("pill", "aspirin", "medicine", "capsule", "vitamin")),
            Map.entry(
                    Trait.CONTAINER,
                    List.of(
                            "bowl",
                            "cup",
                            "mug",
                            "pot",
                            "pan",
                            "stockpot",
                            "saucepan",
                            "skillet",
                            "bucket",
                            "jar",
                            "bottle",
                            "tupperware",
                            "box",
                            "carton",
                            "basket",
                            "sack",
                            "bag",
                            "glass",
                            "tray",
                            "hamper",
                            "casserole",
                            "sink",
                            "bathtub",
                            "cart",
                            "car",
                            "kettle",
                            "pitcher",
                            "can",
                            "bin",
                            "blender",
                            "crate")));

    /// Tools that a goal may need without naming them: what the home then adds.
    static final Map<Trait, String> SPARE = Map.of(
            Trait.CLEANER, "rag.n.01",
            Trait.SLICER, "carving_knife.n.01",
            Trait.HEAT_SOURCE, "stove.n.01",
            Trait.COLD_SOURCE, "electric_refrigerator.n.01",
            Trait.IGNITER, "cigar_lighter.n.01",
            Trait.DRAIN, "sink.n.01");

    private static final Set<String> NOT_MEANT = Set.of("jigsaw_puzzle", "glasses", "bookcase", "match_box");

    private Vocabulary() {}

    static Set<Trait> traits(String category) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        String stem = stem(category);
        if (stem.equals("floor")) {
            traits.add(Trait.FLOOR);
        }
        if (NOT_MEANT.contains(stem)) {
            return traits;
        }
        String parted = "_" + stem + "_";
        WORDS.forEach((trait, words) -> {
            if (words.stream().anyMatch(word -> hasWord(parted, word))) {
                traits.add(trait);
            }
        });
        if (traits.contains(Trait.HEAT_SOURCE) || traits.contains(Trait.WASHER)) {
            traits.add(Trait.TOGGLEABLE);
        }
        if (traits.contains(Trait.OPENABLE)) {
            traits.add(Trait.CONTAINER);
        }
        return traits;
    }

    /// `electric_refrigerator.n.01` without what follows the dot.
    static String stem(String category) {
        int dot = category.indexOf('.');
        return dot < 0 ? category : category.substring(0, dot);
    }

    /// Whole between two underscores, or as a plural at the end.
    private static boolean hasWord(String parted, String word) {
        for (int at = parted.indexOf(word); at > 0; at = parted.indexOf(word, at + 1)) {
            int end = at + word.length();
            boolean isPlural = end + 2 == parted.length() && parted.charAt(end) == 's';
            if (parted.charAt(at - 1) == '_' && (parted.charAt(end) == '_' || isPlural)) {
                return true;
            }
        }
        return false;
    }
}
