package dev.firsthand.app.me;

import dev.firsthand.app.me.Shown.Strained;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.Texts;
import dev.firsthand.engine.contributor.Contributor;
import dev.firsthand.engine.strain.StrainReading;
import dev.firsthand.engine.strain.Wearing;
import gg.jte.generated.precompiled.me.JtestrainGenerated;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/// What recording does to the contributor's own body. Nobody else has such a page.
final class StrainPages {
    private final MyRooms rooms;

    StrainPages(MyRooms rooms) {
        this.rooms = rooms;
    }

    void show(Contributor contributor, Context context) {
        Texts texts = Texts.of(context);
        List<StrainReading> readings =
                rooms.database().inTransaction(tx -> rooms.strains().of(tx, contributor.id()));
        Wearing wearing = Wearing.of(readings, rooms.clock().instant());
        List<Strained> shown =
                readings.stream().map(reading -> shown(reading, texts)).toList();
        var frame = MyPages.frame(context, "strain.title");
        Page.show(context, output -> JtestrainGenerated.render(output, null, frame, wearing, shown));
    }

    private static Strained shown(StrainReading reading, Texts texts) {
        return new Strained(
                reading.session().value(),
                texts.date(reading.began()),
                Optional.of(reading.worn())
                        .filter(worn -> !worn.isZero())
                        .map(worn -> texts.say("strain.worn", texts.length(worn))),
                reading.head()
                        .map(head -> texts.say(
                                "strain.head", texts.length(head.bentSure()), texts.length(head.bentPossible()))),
                reading.body()
                        .map(body -> texts.say(
                                "strain.body",
                                texts.length(body.scored()),
                                texts.length(body.highSure()),
                                texts.length(body.highPossible()))));
    }
}
