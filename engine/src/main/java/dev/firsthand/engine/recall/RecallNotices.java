package dev.firsthand.engine.recall;

import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.holder.Holder;
import dev.firsthand.engine.holder.HolderId;
import dev.firsthand.engine.holder.Holders;
import dev.firsthand.engine.job.Event;
import dev.firsthand.engine.job.EventHandler;
import dev.firsthand.engine.message.Message;
import dev.firsthand.engine.message.Outbox;
import dev.firsthand.engine.provenance.Chains;
import dev.firsthand.engine.provenance.ChangesFact;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.provenance.Statement;
import dev.firsthand.engine.recall.NoticeRows.Stated;
import dev.firsthand.engine.recall.RecallNotice.Called;
import dev.firsthand.engine.recall.RecallNotice.Copy;
import dev.firsthand.engine.release.ReleaseId;
import dev.firsthand.engine.release.Releases;
import dev.firsthand.engine.release.Releases.Published;
import dev.firsthand.engine.release.Releases.Requested;
import dev.firsthand.engine.release.SupersedeRun;
import dev.firsthand.engine.release.Supersessions.Gone;
import dev.firsthand.engine.release.Supersessions.Superseded;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.evidence.attestation.Envelope;
import dev.firsthand.evidence.attestation.Sha256;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// Writes the signed notices of each superseded release, and keeps them for its holder. Where the holder gave an
/// address or a program to be told, both are told as well.
public final class RecallNotices implements EventHandler {
    /// How many notices one page lists.
    public static final int PAGE_MAX = 200;

    private static final String GROUNDS = """
            select e.episode, c.ground from recall_episode e join recall_cause c on c.id = e.cause
             where e.episode = any(:episodes)
            """;

    private final Releases releases;
    private final Holders holders;
    private final Provenance provenance;
    private final Chains chains;
    private final Outbox outbox;
    private final InstantSource clock;

    public RecallNotices(Releases releases, Holders holders, Stating stating, Outbox outbox, InstantSource clock) {
        this.releases = releases;
        this.holders = holders;
        this.provenance = stating.provenance();
        this.chains = stating.chains();
        this.outbox = outbox;
        this.clock = clock;
    }

    /// How a notice is signed and logged, and read again.
    public record Stating(Provenance provenance, Chains chains) {}

    @Override
    public String type() {
        return SupersedeRun.SUPERSEDED;
    }

    @Override
    public void on(Tx tx, Event event) {
        ReleaseId release = new ReleaseId(event.subject());
        List<Gone> gone = releases.supersessions().gone(tx, release);
        if (NoticeRows.ofRelease(tx, release).isEmpty()) {
            tell(tx, release, grounded(tx, gone));
        }
    }

    /// What was told of for a lesser reason than it is called back for by now, such as a child in a recording about
    /// which nobody had decided: told again, by a notice of its own. Says how many notices that were.
    public int tellGraver(Tx tx) {
        int told = 0;
        for (Map.Entry<ReleaseId, Map<EpisodeId, Ground>> one :
                NoticeRows.graver(tx).entrySet()) {
            Map<Gone, Ground> items = new LinkedHashMap<>();
            releases.supersessions().gone(tx, one.getKey()).stream()
                    .filter(gone -> one.getValue().containsKey(gone.episode()))
                    .forEach(gone -> items.put(gone, one.getValue().get(gone.episode())));
            told += tell(tx, one.getKey(), items);
        }
        return told;
    }

    /// A notice for each thing that is asked of models, so that none asks more of one than it has to.
    private int tell(Tx tx, ReleaseId release, Map<Gone, Ground> items) {
        Map<String, Map<Gone, Ground>> notices = new TreeMap<>();
        items.forEach((gone, ground) -> notices.computeIfAbsent(ground.models(), models -> new LinkedHashMap<>())
                .put(gone, ground));
        notices.values().forEach(one -> tellOne(tx, release, one));
        return notices.size();
    }

    private void tellOne(Tx tx, ReleaseId release, Map<Gone, Ground> items) {
        Requested old = releases.find(tx, release).orElseThrow();
        Holder holder = holders.find(tx, old.request().holder()).orElseThrow();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var notice = new RecallNotice(
                copy(tx, old),
                holder.form().legalName(),
                releases.supersessions()
                        .superseded(tx, release)
                        .flatMap(Superseded::successor)
                        .flatMap(id -> releases.find(tx, id))
                        .map(fresh -> copy(tx, fresh)),
                called(items),
                now,
                now.plus(Told.TO_ANSWER));
        var told = new Told(
                UUID.randomUUID(),
                release,
                holder.id(),
                now,
                notice.answerBy(),
                items.size(),
                releases.size(tx, release),
                Optional.empty(),
                Optional.empty(),
                0);
        keep(tx, told, notice, items);
        write(tx, holder, notice);
    }

    private Copy copy(Tx tx, Requested release) {
        Published published = releases.published(tx, release.id()).orElseThrow();
        return new Copy(
                release.request().line(), published.version().toString(), new Sha256(published.manifestSha256()));
    }

    /// An episode that nobody called, but that may be in no release any more, goes for the reason that it may not.
    private static Map<Gone, Ground> grounded(Tx tx, List<Gone> gone) {
        Map<EpisodeId, Ground> called = new HashMap<>();
        tx.sql()
                .createQuery(GROUNDS)
                .bindArray(
                        "episodes",
                        UUID.class,
                        gone.stream().map(one -> one.episode().value()).toList())
                .map((row, context) -> Map.entry(
                        new EpisodeId(row.getObject("episode", UUID.class)), Ground.valueOf(row.getString("ground"))))
                .forEach(one -> called.merge(one.getKey(), one.getValue(), Ground::graver));
        Map<Gone, Ground> grounded = new LinkedHashMap<>();
        gone.forEach(one -> grounded.put(one, called.getOrDefault(one.episode(), Ground.ofCode(one.code()))));
        return grounded;
    }

    private static List<Called> called(Map<Gone, Ground> items) {
        Map<Ground, List<String>> names = new EnumMap<>(Ground.class);
        items.forEach((gone, ground) ->
                names.computeIfAbsent(ground, one -> new ArrayList<>()).add(gone.pseudonym()));
        return names.entrySet().stream()
                .map(one -> new Called(one.getKey(), one.getValue()))
                .toList();
    }

    @ChangesFact(FactType.RECALL)
    private void keep(Tx tx, Told told, RecallNotice notice, Map<Gone, Ground> items) {
        UUID statement = provenance.attest(tx, told.id(), notice.statement());
        String payload = envelope(tx, statement).payloadSha256().hex();
        boolean hooked = Reach.of(tx, told.holder()).hook().isPresent();
        NoticeRows.insert(tx, told, new Stated(statement, payload), items, hooked);
        Map<String, Object> predicate = new HashMap<>(Map.of(
                "manifest_sha256", notice.copy().manifest().hex(), "notice_sha256", payload, "items", told.items()));
        notice.successor()
                .ifPresent(fresh ->
                        predicate.put("successor_sha256", fresh.manifest().hex()));
        provenance.recordImpersonal(tx, new Statement(FactType.RECALL, told.id(), predicate));
    }

    private void write(Tx tx, Holder holder, RecallNotice notice) {
        Reach.of(tx, holder.id())
                .contact()
                .ifPresent(contact -> outbox.addresses()
                        .of(tx, contact)
                        .ifPresent(address -> outbox.write(tx, contact, address.reveal(), words(notice))));
    }

    private static Message.Words words(RecallNotice notice) {
        return Message.Words.of(
                Message.Kind.DECISION,
                "Recall: %s %s".formatted(notice.copy().name(), notice.copy().version()),
                """
                Episodes that are called back of your copy %s %s: %d. Your pages, to which you have a link, hold the signed
                notice and what takes the place of this copy. Please answer it by %s; without an answer your licence is
                suspended %d days after this notice.
                """.formatted(
                                notice.copy().name(),
                                notice.copy().version(),
                                notice.episodes().size(),
                                notice.answerBy()
                                        .truncatedTo(ChronoUnit.DAYS)
                                        .toString()
                                        .substring(0, 10),
                                Told.TO_ESCALATE.toDays()));
    }

    /// The signed notice, as the holder gets it.
    public Envelope envelope(Tx tx, Told told) {
        return envelope(tx, NoticeRows.stated(tx, told.id()).statement());
    }

    private Envelope envelope(Tx tx, UUID statement) {
        return chains.open(tx, statement).getFirst().envelope();
    }

    /// A notice of this holder; another's is not there.
    public Optional<Told> find(Tx tx, UUID id, HolderId holder) {
        return NoticeRows.find(tx, id).filter(told -> told.holder().equals(holder));
    }

    /// That of its notices which presses most.
    public Optional<Told> ofRelease(Tx tx, ReleaseId release) {
        return NoticeRows.ofRelease(tx, release);
    }

    /// A holder's notices, newest first, at most [#PAGE_MAX].
    public List<Told> of(Tx tx, HolderId holder) {
        return NoticeRows.ofHolder(tx, holder, PAGE_MAX);
    }

    /// All notices, those without an answer first, then the newest, at most [#PAGE_MAX].
    public List<Told> newest(Tx tx) {
        return NoticeRows.newest(tx, PAGE_MAX);
    }
}
