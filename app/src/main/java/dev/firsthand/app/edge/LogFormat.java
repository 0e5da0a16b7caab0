package dev.firsthand.app.edge;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.net.URL;
import org.slf4j.LoggerFactory;

/// How lines of the log are written: for people, or for programs.
public enum LogFormat {
    TEXT,
    JSON;

    private static final String JSON_SETTINGS = "logback-json.xml";

    /// From now on, with a line for each request.
    public void use() {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        if (this == JSON) {
            configure(context);
        }
        context.getLogger(Edge.ACCESS_LOG).setLevel(Level.INFO);
    }

    private static void configure(LoggerContext context) {
        URL found = LogFormat.class.getClassLoader().getResource(JSON_SETTINGS);
        if (found == null) {
            throw new IllegalStateException("%s is missing in this program".formatted(JSON_SETTINGS));
        }
        context.reset();
        var configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(found);
        } catch (JoranException e) {
            throw new IllegalStateException("%s cannot be read".formatted(JSON_SETTINGS), e);
        }
    }
}
