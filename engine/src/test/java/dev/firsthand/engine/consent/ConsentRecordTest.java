package dev.firsthand.engine.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.holder.Holder;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.ProvenanceEntry;
import dev.firsthand.engine.store.TestDatabase;
import dev.firsthand.engine.store.Tx;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ConsentRecordTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path work;

    static SyntheticHouse house;

    @BeforeAll
    static void build() {
        house = SyntheticHouse.seeded(10, DATABASE.database(), work);
    }

    @Test
    void the_record_of_a_yes_has_every_field_that_iso_27560_demands() {
        Grant grant = answers(house.joins().id(), Purpose.TRAIN_ROBOT_POLICY, true);

        String record = records(grant).getFirst();

        assertThat(record)
                .contains("\"dct:conformsTo\":\"https://w3id.org/dpv/schema/dpv-27560#record\"")
                .contains("\"dct:identifier\":\"%s\"".formatted(grant.id().value()))
                .contains("sha256:" + grant.notice().hex())
                .contains("\"dct:language\":\"en\"")
                .contains("ai:ModelTraining", "pd:Picture", "dpv:StorageLocation", "loc:DE", "P5Y")
                .contains(SyntheticHouse.CONTROLLER.name(), SyntheticHouse.CONTROLLER.address())
                .contains("dpv:hasJurisdiction", "dpv:hasRecipient", "dpv:WithdrawConsent", "eu-gdpr:A7-3")
                .contains("\"dpv:isIndicatedAtTime\":\"%s\"".formatted(grant.answeredAt()))
                .contains("dpv:isIndicatedBy", "P12M", "dpv:ExplicitlyExpressedConsent")
                .contains("\"dpv:hasConsentStatus\":\"dpv:ConsentGiven\"");
    }

    @Test
    void each_answer_has_its_own_state() {
        ContributorId person = house.joins().id();

        Grant refused = answers(person, Purpose.CAPTURE_FOR_PAY, false);
        Grant given = answers(person, Purpose.CAPTURE_FOR_PAY, true);
        Grant renewed = answers(person, Purpose.CAPTURE_FOR_PAY, true);
        house.within(tx -> house.consent().withdraw(tx, person, Purpose.CAPTURE_FOR_PAY));

        assertThat(records(refused))
                .singleElement()
                .asString()
                .contains("dpv:ConsentRefused")
                .doesNotContain("P12M");
        assertThat(records(given)).singleElement().asString().contains("dpv:ConsentGiven");
        assertThat(records(renewed)).hasSize(2);
        assertThat(records(renewed).getFirst()).contains("dpv:RenewedConsentGiven");
        assertThat(records(renewed).getLast()).contains("dpv:ConsentWithdrawn");
        assertThat(types(renewed)).containsExactly(FactType.CONSENT_GIVEN, FactType.CONSENT_WITHDRAWN);
    }

    @Test
    void only_the_purpose_that_hands_copies_out_names_recipients() {
        Holder buyer = house.registersBuyer("A Named Buyer");
        ContributorId person = house.joins().id();

        assertThat(records(answers(person, Purpose.SELL_TO_NAMED_BUYERS, true)).getFirst())
                .contains("A Named Buyer", buyer.id().value().toString());
        assertThat(records(answers(person, Purpose.TRAIN_ROBOT_POLICY, true)).getFirst())
                .contains("\"dpv:hasRecipient\":[]")
                .doesNotContain("A Named Buyer");
    }

    private static Grant answers(ContributorId person, Purpose purpose, boolean yes) {
        NoticeDigest shown =
                house.within(tx -> house.consent().notices().current(tx)).digest();
        var recorded = (AnswerResult.Recorded)
                house.within(tx -> house.consent().answer(tx, person, shown, Map.of(purpose, yes)));
        return recorded.grants().getFirst();
    }

    private static List<String> records(Grant grant) {
        return house.within(tx -> house.provenance().entries(tx, grant.id().value()).stream()
                .map(entry -> house.provenance().open(tx, entry.id()).orElseThrow())
                .toList());
    }

    private static List<FactType> types(Grant grant) {
        return house.within((Tx tx) -> house.provenance().entries(tx, grant.id().value())).stream()
                .map(ProvenanceEntry::type)
                .toList();
    }
}
