package dev.firsthand.engine.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// Starts a server in a folder and stays. Argument: the folder.
final class ServerProgram {
    private ServerProgram() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var server = PostgresServer.start(Path.of(arguments[0]));
        System.out.println(server.pid());
        System.out.println(server.address().jdbcUrl());
        new CountDownLatch(1).await();
    }
}
