package dev.firsthand.engine.privacy;

import dev.firsthand.engine.quality.Checked;

record ClearedEpisode(Checked checked, View view) implements ClearedByPerson {}
