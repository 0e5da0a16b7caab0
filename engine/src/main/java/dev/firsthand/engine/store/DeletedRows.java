package dev.firsthand.engine.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.statement.SqlStatement;

/// Rows about a person that go by statements alone. A statement knows `:person`, and `:things` as an array.
public final class DeletedRows implements PersonRows {
    private static final String PERSON = ":person";
    private static final String THINGS = ":things";

    private final List<String> naming;
    private final Set<String> tables;
    private final List<String> statements;

    private DeletedRows(List<String> naming, Set<String> tables, List<String> statements) {
        this.naming = List.copyOf(naming);
        this.tables = Set.copyOf(tables);
        this.statements = List.copyOf(statements);
    }

    public static DeletedRows none() {
        return new DeletedRows(List.of(), Set.of(), List.of());
    }

    /// A query that names things of the person.
    public DeletedRows naming(String query) {
        List<String> more = new ArrayList<>(naming);
        more.add(query);
        return new DeletedRows(more, tables, statements);
    }

    /// What takes the person's rows out of this table, after those of the tables that were told before.
    public DeletedRows from(String table, String statement) {
        Set<String> wider = new LinkedHashSet<>(tables);
        wider.add(table);
        List<String> more = new ArrayList<>(statements);
        more.add(statement);
        return new DeletedRows(naming, wider, more);
    }

    @Override
    public Set<String> tables() {
        return tables;
    }

    @Override
    public Set<UUID> things(Tx tx, PersonId person) {
        Set<UUID> things = new HashSet<>();
        for (String query : naming) {
            tx.sql()
                    .createQuery(query)
                    .bind("person", person.value())
                    .mapTo(UUID.class)
                    .forEach(things::add);
        }
        return things;
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
