package dev.firsthand.bench.wire;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The far end of a WebSocket, on this machine, as small as RFC 6455 allows: what it sends may be as wrong as a test
/// wants.
public final class LoopbackServer implements AutoCloseable {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    static final int PING = 9;

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /// Serves one connection after its handshake.
    public interface Behaviour {
        void serve(Connection connection) throws IOException;
    }

    public LoopbackServer(Behaviour behaviour) throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(() -> accept(behaviour));
    }

    public URI address() {
        return URI.create("ws://127.0.0.1:%d/".formatted(server.getLocalPort()));
    }

    private void accept(Behaviour behaviour) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                threads.execute(() -> serve(socket, behaviour));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void serve(Socket socket, Behaviour behaviour) {
        try (socket) {
            behaviour.serve(new Connection(socket));
        } catch (IOException over) {
            // the client went, as clients do
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    /// Frames to and fro.
    public static final class Connection {
        private final DataInputStream in;
        private final DataOutputStream out;

        Connection(Socket socket) throws IOException {
            in = new DataInputStream(socket.getInputStream());
            out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
            socket.setTcpNoDelay(true);
            String key = "";
            for (String line = line(); !line.isEmpty(); line = line()) {
                key = line.startsWith("Sec-WebSocket-Key: ") ? line.substring(19) : key;
            }
            out.writeBytes("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n");
            out.writeBytes("Sec-WebSocket-Accept: %s\r\n\r\n".formatted(accept(key)));
            out.flush();
        }

        private String line() throws IOException {
            var line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new EOFException("no handshake");
                }
                line.append(c == '\r' ? "" : (char) c);
            }
            return line.toString();
        }

        private static String accept(String key) {
            try {
                byte[] digest =
                        MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
                return Base64.getEncoder().encodeToString(digest);
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        /// The next message, whole; answers to pings are passed over.
        public byte[] receive() throws IOException {
            while (true) {
                int head = in.readUnsignedByte();
                int size = in.readUnsignedByte() & 0x7f;
                size = size == 126 ? in.readUnsignedShort() : size == 127 ? (int) in.readLong() : size;
                byte[] mask = in.readNBytes(4);
                byte[] bytes = in.readNBytes(size);
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] ^= mask[i & 3];
                }
                if ((head & 15) == CLOSE) {
                    throw new SocketException("closed");
                }
                if ((head & 15) == BINARY || (head & 15) == TEXT) {
                    return bytes;
                }
            }
        }

        public void send(int kind, byte[] bytes) throws IOException {
            frame(0x80 | kind, bytes, bytes.length);
            out.flush();
        }

        public void send(Object message) throws IOException {
            send(BINARY, MessagePack.bytes(message));
        }

        /// A frame that says it is so long, with as many bytes as there are.
        public void frame(int head, byte[] bytes, long size) throws IOException {
            out.writeByte(head);
            if (size < 126) {
                out.writeByte((int) size);
            } else if (size < 1 << 16) {
                out.writeByte(126);
                out.writeShort((int) size);
            } else {
                out.writeByte(127);
                out.writeLong(size);
            }
            out.write(bytes);
        }

        public void more(byte[] bytes) throws IOException {
            out.write(bytes);
        }
    }
}
