package dev.firsthand.engine.provenance;

import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.engine.store.Vault;
import dev.firsthand.evidence.attestation.Envelope;
import dev.firsthand.evidence.attestation.Sha256;
import dev.firsthand.evidence.attestation.Step;
import dev.firsthand.evidence.json.JsonFormatException;
import dev.firsthand.evidence.proof.Opening;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/// Reads the signed statements that may leave the house: the chain of a recording, a person's receipts, that of a
/// release.
public final class Chains {
    private static final String COLUMNS = """
            l.id, l.step, l.fact, l.person, l.stated_at, l.payload_sha256, l.envelope, l.salt, o.log_number,
            o.log_index
            """;
    private static final String UP = """
            WITH RECURSIVE up AS (
                SELECT * FROM provenance_link WHERE id = :head
                UNION ALL
                SELECT before.* FROM provenance_link before JOIN up ON before.id = up.previous)
            SELECT %s FROM up l JOIN provenance_outbox o ON o.entry = l.id ORDER BY l.number
            """.formatted(COLUMNS);
    private static final String OF_PERSON = """
            SELECT %s FROM provenance_link l JOIN provenance_outbox o ON o.entry = l.id
             WHERE l.person = :person AND l.step = :step ORDER BY l.number
            """.formatted(COLUMNS);
    private static final String ENDS = """
            SELECT DISTINCT ON (subject) subject, id, payload_sha256 FROM provenance_link
             WHERE step = :step AND subject = any(:subjects) ORDER BY subject, number DESC
            """;

    private static final String LOGS = """
            WITH RECURSIVE up AS (
                SELECT id, previous FROM provenance_link WHERE id = any(:heads)
                UNION
                SELECT before.id, before.previous FROM provenance_link before JOIN up ON before.id = up.previous)
            SELECT DISTINCT o.log_number FROM up JOIN provenance_outbox o ON o.entry = up.id
            """;

    private final Vault vault;

    public Chains(Vault vault) {
        this.vault = vault;
    }

    /// The last link of a recording, and the digest by which a release names it.
    public record Head(UUID link, Sha256 payload) {}

    /// A link as it shows without a key.
    public record Link(UUID id, Step step, Optional<UUID> fact, Instant at, Optional<LogPlace> place) {
        public OptionalLong logIndex() {
            return place.stream().mapToLong(LogPlace::index).findFirst();
        }
    }

    /// A link whose person's key is there: what goes into a proof.
    public record OpenLink(Link link, Envelope envelope, Opening opening) {
        /// Under which type its entry stands in the log.
        public String logType() {
            return Links.logType(link.step());
        }
    }

    /// The ends of the chains of these episodes that are labelled behind a review.
    public Map<UUID, Head> heads(Tx tx, Collection<UUID> episodes) {
        return ends(tx, Step.LABEL, episodes);
    }

    /// The erasures that are stated of these ends, by them.
    public Map<UUID, Head> erasures(Tx tx, Collection<UUID> heads) {
        return ends(tx, Step.ERASE, heads);
    }

    /// Links by their names.
    public Map<UUID, Head> named(Tx tx, Collection<UUID> links) {
        Map<UUID, Head> named = new HashMap<>();
        tx.sql()
                .createQuery("SELECT id, payload_sha256 FROM provenance_link WHERE id = any(:links)")
                .bindArray("links", UUID.class, links)
                .map((row, context) -> new Head(row.getObject("id", UUID.class), payload(row)))
                .forEach(head -> named.put(head.link(), head));
        return named;
    }

    private static Map<UUID, Head> ends(Tx tx, Step step, Collection<UUID> subjects) {
        Map<UUID, Head> ends = new HashMap<>();
        tx.sql()
                .createQuery(ENDS)
                .bind("step", step.wireName())
                .bindArray("subjects", UUID.class, subjects)
                .map((row, context) -> Map.entry(
                        row.getObject("subject", UUID.class), new Head(row.getObject("id", UUID.class), payload(row))))
                .forEach(end -> ends.put(end.getKey(), end.getValue()));
        return ends;
    }

    /// The newest links of an episode, as far as it has come, from its capture on.
    public List<Link> newest(Tx tx, UUID episode) {
        for (Step step : Step.CHAIN.reversed()) {
            Head end = ends(tx, step, List.of(episode)).get(episode);
            if (end != null) {
                return up(tx, end.link()).stream().map(Sealed::link).toList();
            }
        }
        return List.of();
    }

    /// The chain that ends in this link, from its capture on. Empty when its person's key is destroyed.
    public List<OpenLink> open(Tx tx, UUID head) {
        return open(up(tx, head));
    }

    /// The logs that hold links of the chains that end in these.
    public List<Integer> logs(Tx tx, Collection<UUID> heads) {
        return tx.sql()
                .createQuery(LOGS)
                .bindArray("heads", UUID.class, heads)
                .mapTo(Integer.class)
                .list();
    }

    /// What a person can show: each answer about consent. Empty when the key is destroyed.
    public List<OpenLink> receipts(Tx tx, PersonId person) {
        return open(tx.sql()
                .createQuery(OF_PERSON)
                .bind("person", person.value())
                .bind("step", Step.CONSENT.wireName())
                .map((row, context) -> sealed(row))
                .list());
    }

    private List<Sealed> up(Tx tx, UUID head) {
        return tx.sql()
                .createQuery(UP)
                .bind("head", head)
                .map((row, context) -> sealed(row))
                .list();
    }

    private List<OpenLink> open(List<Sealed> links) {
        return links.stream().map(this::open).flatMap(Optional::stream).toList();
    }

    private Optional<OpenLink> open(Sealed sealed) {
        if (sealed.person.isEmpty()) {
            return Optional.of(new OpenLink(sealed.link, envelope(sealed.envelope), Opening.plain()));
        }
        UUID id = sealed.link.id();
        return vault.key(sealed.person.get())
                .map(key -> new OpenLink(
                        sealed.link,
                        envelope(key.open(sealed.envelope, Provenance.context(Links.ENVELOPE, id))),
                        Opening.salted(key.open(sealed.salt, Provenance.context(Links.SALT, id)))));
    }

    private static Envelope envelope(byte[] bytes) {
        try {
            return Envelope.parse(bytes);
        } catch (JsonFormatException e) {
            throw new IllegalStateException("an envelope that was kept does not read", e);
        }
    }

    private static final class Sealed {
        private final Link link;
        private final Optional<PersonId> person;
        private final byte[] envelope;
        private final byte[] salt;

        Sealed(Link link, Optional<PersonId> person, byte[] envelope, byte[] salt) {
            this.link = link;
            this.person = person;
            this.envelope = envelope;
            this.salt = salt;
        }

        Link link() {
            return link;
        }
    }

    private static Sealed sealed(ResultSet row) throws SQLException {
        long index = row.getLong("log_index");
        Optional<LogPlace> place =
                row.wasNull() ? Optional.empty() : Optional.of(new LogPlace(row.getInt("log_number"), index));
        Link link = new Link(
                row.getObject("id", UUID.class),
                Step.ofWireName(row.getString("step")).orElseThrow(),
                Optional.ofNullable(row.getObject("fact", UUID.class)),
                row.getObject("stated_at", OffsetDateTime.class).toInstant(),
                place);
        return new Sealed(
                link,
                Optional.ofNullable(row.getObject("person", UUID.class)).map(PersonId::new),
                row.getBytes("envelope"),
                Optional.ofNullable(row.getBytes("salt")).orElse(new byte[0]));
    }

    private static Sha256 payload(ResultSet row) throws SQLException {
        return new Sha256(HexFormat.of().formatHex(row.getBytes("payload_sha256")));
    }
}
