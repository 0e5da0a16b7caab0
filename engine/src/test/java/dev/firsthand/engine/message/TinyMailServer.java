package dev.firsthand.engine.message;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Speaks as much SMTP as it takes to hand over a mail, one connection after the other. Never offers TLS. An address
/// at `refused.example` is refused for good, one at `later.example` for now.
final class TinyMailServer implements AutoCloseable {
    private final ServerSocket door;
    private final Thread thread = new Thread(this::serve, "tiny-mail-server");
    private final List<String> mails = new CopyOnWriteArrayList<>();

    TinyMailServer() throws IOException {
        door = new ServerSocket(0, 8, InetAddress.ofLiteral("0.0.0.0"));
        thread.start();
    }

    int port() {
        return door.getLocalPort();
    }

    /// Whole mails with their headers, in the order of coming.
    List<String> mails() {
        return List.copyOf(mails);
    }

    private void serve() {
        boolean open = true;
        while (open) {
            open = serveOne();
        }
    }

    /// The client may leave at any moment; the door closes at the end.
    private boolean serveOne() {
        try (Socket client = door.accept()) {
            talk(client);
            return true;
        } catch (IOException gone) {
            return !door.isClosed();
        }
    }

    private void talk(Socket client) throws IOException {
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        var out = new PrintWriter(client.getOutputStream(), true, StandardCharsets.UTF_8);
        out.print("220 tiny\r\n");
        out.flush();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.print(answer(line, in) + "\r\n");
            out.flush();
            if (line.startsWith("QUIT")) {
                return;
            }
        }
    }

    private String answer(String line, BufferedReader in) throws IOException {
        if (line.startsWith("RCPT") && line.contains("@refused.example")) {
            return "550 nobody here";
        }
        if (line.startsWith("RCPT") && line.contains("@later.example")) {
            return "451 not now";
        }
        if (line.startsWith("DATA")) {
            return "354 go on";
        }
        if (line.startsWith("QUIT")) {
            return "221 bye";
        }
        if (line.matches("(?i)(EHLO|HELO|MAIL|RCPT|RSET|NOOP).*")) {
            return "250 ok";
        }
        return keep(line, in);
    }

    /// The lines of a mail, up to the single dot.
    private String keep(String first, BufferedReader in) throws IOException {
        var mail = new StringBuilder(first).append('\n');
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            mail.append(line).append('\n');
        }
        mails.add(mail.toString());
        return "250 kept";
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
