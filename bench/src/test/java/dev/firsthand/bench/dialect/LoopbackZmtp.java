package dev.firsthand.bench.dialect;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.HexFormat;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The answering side of ZeroMQ on this machine, with the bytes that libzmq 4.3.5 sends. What it answers may be as
/// wrong
/// as a test wants.
final class LoopbackZmtp implements AutoCloseable {
    static final String GREETING = "ff00000000000000017f03014e554c4c" + "00".repeat(48);
    static final String READY = "04190552454144590b536f636b65742d5479706500000003524550";
    /// What a REQ of libzmq 4.3.5 says to be let in.
    static final String READY_OF_REQUESTER =
            "04260552454144590b536f636b65742d5479706500000003524551084964656e7469747900000000";

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /// Answers requests after the handshake.
    interface Behaviour {
        void serve(Connection connection) throws IOException;
    }

    /// Requests in, frames out.
    record Connection(DataInputStream in, DataOutputStream out) {
        byte[] receive() throws IOException {
            in.readShort(); // the empty frame
            int size = in.readUnsignedByte() == 0 ? in.readUnsignedByte() : (int) in.readLong();
            return in.readNBytes(size);
        }

        void send(byte[] body) throws IOException {
            out.writeShort(0x0100);
            out.writeByte(2);
            out.writeLong(body.length);
            out.write(body);
        }

        void send(Object message) throws IOException {
            send(NpyForm.bytes(message));
        }

        void raw(String hex) throws IOException {
            out.write(HexFormat.of().parseHex(hex));
        }
    }

    LoopbackZmtp(String greeting, Behaviour behaviour) throws IOException {
        threads.execute(() -> {
            try (Socket socket = server.accept()) {
                var connection = new Connection(
                        new DataInputStream(socket.getInputStream()), new DataOutputStream(socket.getOutputStream()));
                connection.raw(greeting);
                connection.in().readNBytes(64);
                byte[] ready = connection.in().readNBytes(READY_OF_REQUESTER.length() / 2);
                if (HexFormat.of().formatHex(ready).equals(READY_OF_REQUESTER)) {
                    connection.raw(READY);
                    behaviour.serve(connection);
                }
            } catch (IOException over) {
                // the client went, as clients do
            }
        });
    }

    LoopbackZmtp(Behaviour behaviour) throws IOException {
        this(GREETING, behaviour);
    }

    URI address() {
        return URI.create("tcp://127.0.0.1:%d".formatted(server.getLocalPort()));
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
