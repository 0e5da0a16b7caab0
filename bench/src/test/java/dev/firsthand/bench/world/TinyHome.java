package dev.firsthand.bench.world;

/// A kitchen and a hall with a door between them, some things, a robot and a person.
public final class TinyHome {
    public static final int KITCHEN = 0;
    public static final int HALL = 1;
    public static final int DOOR = 2;
    public static final int FLOOR = 3;
    public static final int TABLE = 4;
    public static final int FRIDGE = 5;
    public static final int STOVE = 6;
    public static final int CUP = 7;
    public static final int EGG = 8;
    public static final int POT = 9;
    public static final int RAG = 10;
    public static final int KNIFE = 11;
    public static final int HALVES = 12;
    public static final int BENCH = 13;
    public static final int ROBOT = 14;
    public static final int PERSON = 15;
    public static final int WATER = 0;
    public static final int DIRT = 1;

    private TinyHome() {}

    public static WorldPlan plan() {
        var plan = WorldPlan.builder();
        plan.room(new Room("kitchen", "kitchen", 0, 0, 4000, 4000));
        plan.room(new Room("hall", "corridor", 4000, 0, 8000, 4000));
        plan.door(new Door(KITCHEN, HALL, 4000, 2000, 900, true, true));
        plan.thing(Thing.fixture("floor", "floor.n.01", Trait.FLOOR));
        plan.thing(Thing.fixture("table", "table.n.02"));
        plan.thing(Thing.fixture("fridge", "fridge", Trait.OPENABLE, Trait.CONTAINER, Trait.COLD_SOURCE));
        plan.thing(Thing.fixture("stove", "stove.n.01", Trait.TOGGLEABLE, Trait.HEAT_SOURCE));
        plan.thing(Thing.item("cup", "cup.n.01", Trait.CONTAINER, Trait.FRAGILE));
        plan.thing(Thing.item("egg", "egg.n.01", Trait.PERISHABLE));
        plan.thing(Thing.item("pot", "pot.n.01", Trait.CONTAINER));
        plan.thing(Thing.item("rag", "rag.n.01", Trait.CLEANER, Trait.ABSORBENT));
        plan.thing(Thing.item("knife", "knife.n.01", Trait.SLICER, Trait.SHARP));
        plan.thing(Thing.item("halves", "half__egg.n.01"));
        plan.thing(Thing.fixture("bench", "bench.n.01"));
        plan.thing(Thing.robot("robot", 2));
        plan.thing(Thing.person("person"));
        plan.substance("water");
        plan.substance("dirt");
        plan.stand(FLOOR, KITCHEN, 2000, 2000).stand(TABLE, KITCHEN, 1000, 1000);
        plan.stand(FRIDGE, KITCHEN, 3000, 1000).stand(STOVE, KITCHEN, 1000, 3000);
        plan.stand(BENCH, HALL, 7000, 1000).stand(ROBOT, KITCHEN, 2000, 2000).stand(PERSON, HALL, 6000, 3000);
        plan.put(CUP, Relation.ON, TABLE).put(EGG, Relation.IN, FRIDGE).put(POT, Relation.ON, TABLE);
        plan.put(RAG, Relation.ON, BENCH).put(KNIFE, Relation.ON, TABLE).unborn(HALVES);
        plan.amount(Layer.WITHIN, CUP, WATER, Layer.FULL_UNITS).amount(Layer.UPON, TABLE, DIRT, 3);
        plan.recipe(new Recipe(
                Op.CUT, java.util.List.of(EGG), java.util.List.of(), java.util.List.of(HALVES), java.util.List.of()));
        return plan.build();
    }

    public static World world() {
        return new World(plan(), 7);
    }
}
