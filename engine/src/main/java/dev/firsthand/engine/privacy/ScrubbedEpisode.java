package dev.firsthand.engine.privacy;

import dev.firsthand.engine.quality.Checked;

record ScrubbedEpisode(Checked checked, View view) implements Scrubbed {}
