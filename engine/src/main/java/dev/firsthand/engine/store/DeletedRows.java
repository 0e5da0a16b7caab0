package dev.firsthand.engine.store;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.SqlStatement;

/// Rows about a person that go by statements alone. A statement knows `:person`, and `:things` as an array.
public final class DeletedRows implements PersonRows {
    private static final String PERSON = ":person";
    private static final String THINGS = ":things";

    private final List<String> naming;
    private final List<String> keyed;
    private final Set<String> tables;
    private final List<String> statements;

    private DeletedRows(List<String> naming, List<String> keyed, Set<String> tables, List<String> statements) {
        this.naming = List.copyOf(naming);
        this.keyed = List.copyOf(keyed);
        this.tables = Set.copyOf(tables);
        this.statements = List.copyOf(statements);
    }

    public static DeletedRows none() {
        return new DeletedRows(List.of(), List.of(), Set.of(), List.of());
    }

    /// A query that names things of the person.
    public DeletedRows naming(String query) {
        return new DeletedRows(with(naming, query), keyed, tables, statements);
    }

    /// A query that names others who have a key for nothing but these rows.
    public DeletedRows keyed(String query) {
        return new DeletedRows(naming, with(keyed, query), tables, statements);
    }

    /// What takes the person's rows out of this table, after those of the tables that were told before.
    public DeletedRows from(String table, String statement) {
        Set<String> wider = new LinkedHashSet<>(tables);
        wider.add(table);
        return new DeletedRows(naming, keyed, wider, with(statements, statement));
    }

    private static List<String> with(List<String> list, String last) {
        List<String> more = new ArrayList<>(list);
        more.add(last);
        return more;
    }

    @Override
    public Set<String> tables() {
        return tables;
    }

    @Override
    public Set<UUID> things(Tx tx, PersonId person) {
        return named(tx, naming, person).collect(Collectors.toSet());
    }

    @Override
    public Set<PersonId> keptWith(Tx tx, PersonId person) {
        return named(tx, keyed, person).map(PersonId::new).collect(Collectors.toSet());
    }

    private static Stream<UUID> named(Tx tx, List<String> queries, PersonId person) {
        return queries.stream()
                .flatMap(query ->
                        tx.sql().createQuery(query).bind("person", person.value()).mapTo(UUID.class).list().stream());
    }

    @Override
    public void erase(Tx tx, Leaver leaver) {
        statements.forEach(statement ->
                bound(tx.sql().createUpdate(statement), statement, leaver).execute());
    }

    private static <S extends SqlStatement<S>> S bound(S update, String statement, Leaver leaver) {
        S named = statement.contains(PERSON)
                ? update.bind("person", leaver.person().value())
                : update;
        return statement.contains(THINGS) ? named.bindArray("things", UUID.class, leaver.things()) : named;
    }
}
