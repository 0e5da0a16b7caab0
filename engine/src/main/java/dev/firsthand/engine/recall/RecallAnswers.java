package dev.firsthand.engine.recall;

import dev.firsthand.engine.holder.HolderId;
import dev.firsthand.engine.holder.Holders;
import dev.firsthand.engine.provenance.ChangesFact;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.provenance.Statement;
import dev.firsthand.engine.release.Releases;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.evidence.attestation.Envelope;
import dev.firsthand.evidence.attestation.Sha256;
import dev.firsthand.evidence.json.JsonFormatException;
import dev.firsthand.evidence.note.NoteFormatException;
import dev.firsthand.evidence.note.VerifierKey;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Takes holders' signed answers, and sees to those that do not come: after [Told#TO_ESCALATE] the licence is
/// suspended,
/// until every notice that is so old is answered.
///
/// A holder's first answer registers the key that it is signed with, because it came by the holder's own link.
/// Every later one must be signed with that key.
public final class RecallAnswers {
    /// The most bytes of an answer.
    public static final int BYTES_MAX = 256 << 10;

    private static final String KEEP = """
            update recall_notice set acknowledged_at = :now, answer = :answer, models = :models, hook_due_at = null
             where id = :id and acknowledged_at is null
            """;
    private static final String LATE = """
            select id, holder from recall_notice
             where acknowledged_at is null and escalated_at is null and told_at <= :before
             order by told_at, id limit 100
            """;
    private static final String ESCALATED_LEFT = """
            select exists (select 1 from recall_notice
                            where holder = :holder and acknowledged_at is null and escalated_at is not null)
            """;

    private final Holders holders;
    private final Releases releases;
    private final Provenance provenance;
    private final InstantSource clock;

    public RecallAnswers(Holders holders, Releases releases, Provenance provenance, InstantSource clock) {
        this.holders = holders;
        this.releases = releases;
        this.provenance = provenance;
        this.clock = clock;
    }

    /// Takes an answer to this notice, whose holder the caller knows by its link.
    public AnswerResult answer(Tx tx, Told told, byte[] envelope) {
        hold(tx, told);
        try {
            Envelope read = Envelope.parse(envelope);
            VerifierKey signer = registered(tx, told.holder()).orElse(RecallAnswer.claimedSigner(read));
            return judge(tx, told, envelope, RecallAnswer.read(read, signer));
        } catch (JsonFormatException e) {
            return new AnswerResult.Refused(
                    "recall-answer-invalid",
                    "This is no answer that holds: %s. `firsthand recall ack` makes one, with the key of your first answer."
                            .formatted(e.why()));
        }
    }

    private AnswerResult judge(Tx tx, Told told, byte[] envelope, RecallAnswer answer) {
        if (!answer.notice().equals(new Sha256(NoticeRows.stated(tx, told.id()).payloadSha256()))) {
            return new AnswerResult.Refused(
                    "recall-answer-other", "This answers another notice. Make one for the file of this notice.");
        }
        Optional<byte[]> before = kept(tx, told.id());
        if (before.isPresent()) {
            return Arrays.equals(before.get(), envelope)
                    ? new AnswerResult.Kept(answer)
                    : new AnswerResult.Refused(
                            "recall-answered", "This notice is answered already. Tell the operator what has changed.");
        }
        Optional<String> fault = rules(tx, told).fault(answer.deeds());
        if (fault.isPresent()) {
            return new AnswerResult.Refused(
                    "recall-answer-undone",
                    "This does not do what the notice asks for: %s. Mend answers.json and sign it again."
                            .formatted(fault.get()));
        }
        keep(tx, told, envelope, answer);
        return new AnswerResult.Kept(answer);
    }

    private AnswerRules rules(Tx tx, Told told) {
        Instant made = releases.published(tx, told.release()).orElseThrow().at();
        boolean trainAgain = NoticeRows.grounds(tx, told.id()).contains(Ground.MINOR);
        return AnswerRules.of(trainAgain, made, clock.instant());
    }

    @ChangesFact(FactType.ACK)
    private void keep(Tx tx, Told told, byte[] envelope, RecallAnswer answer) {
        Instant now = clock.instant();
        tx.sql()
                .createUpdate("""
                        insert into recall_key (holder, vkey, registered_at) values (:holder, :vkey, :now)
                            on conflict (holder) do nothing
                        """)
                .bind("holder", told.holder().value())
                .bind("vkey", answer.signer().text())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute();
        tx.sql()
                .createUpdate(KEEP)
                .bind("id", told.id())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("answer", envelope)
                .bind("models", answer.deeds().models().size())
                .execute();
        provenance.recordImpersonal(
                tx,
                new Statement(
                        FactType.ACK,
                        told.id(),
                        Map.of(
                                "answer_sha256", Sha256.of(envelope).hex(),
                                "notice_sha256", answer.notice().hex(),
                                "models", answer.deeds().models().size())));
        restore(tx, told.holder());
    }

    private void restore(Tx tx, HolderId holder) {
        boolean left = tx.sql()
                .createQuery(ESCALATED_LEFT)
                .bind("holder", holder.value())
                .mapTo(Boolean.class)
                .one();
        if (!left) {
            holders.restore(tx, holder);
        }
    }

    /// Suspends the licence of those who let the time pass; says how many notices that were.
    public int escalate(Tx tx) {
        record Late(UUID notice, HolderId holder) {}
        Instant now = clock.instant();
        List<Late> late = tx.sql()
                .createQuery(LATE)
                .bind("before", now.minus(Told.TO_ESCALATE).atOffset(ZoneOffset.UTC))
                .map((row, context) ->
                        new Late(row.getObject("id", UUID.class), new HolderId(row.getObject("holder", UUID.class))))
                .list();
        for (Late one : late) {
            int marked = tx.sql()
                    .createUpdate("""
                            update recall_notice set escalated_at = :now
                             where id = :id and acknowledged_at is null and escalated_at is null
                            """)
                    .bind("id", one.notice())
                    .bind("now", now.atOffset(ZoneOffset.UTC))
                    .execute();
            if (marked > 0) {
                holders.suspend(tx, one.holder());
            }
        }
        return late.size();
    }

    /// The answer that is kept, as it came.
    public Optional<byte[]> kept(Tx tx, UUID notice) {
        return tx.sql()
                .createQuery("select answer from recall_notice where id = :id and answer is not null")
                .bind("id", notice)
                .mapTo(byte[].class)
                .findOne();
    }

    /// What a kept answer says.
    public Optional<RecallAnswer> read(Tx tx, Told told) {
        return kept(tx, told.id()).map(bytes -> {
            try {
                return RecallAnswer.read(
                        Envelope.parse(bytes), registered(tx, told.holder()).orElseThrow());
            } catch (JsonFormatException e) {
                throw new IllegalStateException("an answer that was kept does not read", e);
            }
        });
    }

    private static void hold(Tx tx, Told told) {
        tx.sql()
                .createQuery("select 1 from recall_notice where id = :id for update")
                .bind("id", told.id())
                .mapTo(int.class)
                .one();
    }

    private static Optional<VerifierKey> registered(Tx tx, HolderId holder) {
        return tx.sql()
                .createQuery("select vkey from recall_key where holder = :holder")
                .bind("holder", holder.value())
                .mapTo(String.class)
                .findOne()
                .map(RecallAnswers::key);
    }

    private static VerifierKey key(String vkey) {
        try {
            return VerifierKey.parse(vkey);
        } catch (NoteFormatException e) {
            throw new IllegalStateException("a key that was registered does not read", e);
        }
    }
}
