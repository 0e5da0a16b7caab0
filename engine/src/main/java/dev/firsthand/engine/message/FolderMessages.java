package dev.firsthand.engine.message;

import dev.firsthand.engine.store.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lays each message as a private file into a folder, where the operator finds it and sends it by hand. The log says
/// that one lies there, and nothing of what it says.
public final class FolderMessages implements Messages {
    private static final Logger LOG = LoggerFactory.getLogger(FolderMessages.class);

    private final Path folder;

    public FolderMessages(Path folder) throws IOException {
        this.folder = PrivateFiles.folder(folder);
    }

    @Override
    public SendResult send(Message message) throws IOException {
        String text = "To: %s\nSubject: %s\n\n%s\n"
                .formatted(
                        message.to().reveal().value(),
                        message.words().subject().reveal(),
                        message.words().text().reveal());
        PrivateFiles.write(file(message.id()), text.getBytes(StandardCharsets.UTF_8));
        LOG.info("message {} lies in the folder of messages: send it, then delete it", message.id());
        return new SendResult.Sent();
    }

    @Override
    public void takeBack(UUID message) throws IOException {
        Files.deleteIfExists(file(message));
    }

    private Path file(UUID message) {
        return folder.resolve(message + ".txt");
    }
}
