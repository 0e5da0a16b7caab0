package dev.firsthand.bench.dialect;

import dev.firsthand.bench.policy.Ending;
import dev.firsthand.bench.policy.PolicyFault;
import dev.firsthand.bench.wire.Limits;
import dev.firsthand.bench.wire.Parts;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The asking side of ZeroMQ over TCP: ZMTP 3.0 (rfc.zeromq.org, 23), without security, one request at a time.
final class ZmtpRequester implements AutoCloseable {
    private static final int GREETING_BYTES = 64;
    private static final int VERSION_AT = 10;
    private static final int MECHANISM_AT = 12;
    private static final int MECHANISM_BYTES = 20;
    private static final int MORE = 1;
    private static final int LONG = 2;
    private static final int COMMAND = 4;
    private static final byte[] NULL_MECHANISM =
            Arrays.copyOf("NULL".getBytes(StandardCharsets.US_ASCII), MECHANISM_BYTES);

    private final Socket socket = new Socket();
    private final int bytesMax;

    private ZmtpRequester(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    static ZmtpRequester connect(URI address, Limits limits) {
        var requester = new ZmtpRequester(limits.answerBytesMax());
        requester.within(limits.first(), () -> {
            try {
                requester.socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
            } catch (IOException | IllegalArgumentException unreachable) {
                throw new PolicyFault(Ending.NOT_REACHED, "%s does not answer".formatted(address));
            }
            requester.socket.setTcpNoDelay(true);
            requester.greet();
            return address;
        });
        return requester;
    }

    /// What comes back.
    ByteBuffer exchange(byte[] body, Duration patience) {
        return within(patience, () -> {
            DataOutputStream out = out();
            frame(out, MORE, new byte[0]);
            frame(out, 0, body);
            out.flush();
            return receive();
        });
    }

    /// Sending may block as receiving may: both are given up by closing the socket.
    private <T> T within(Duration patience, Callable<T> talk) {
        var task = new FutureTask<>(talk);
        Thread.ofVirtual().start(task);
        try {
            return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            close();
            throw failed.getCause() instanceof PolicyFault fault
                    ? fault
                    : new PolicyFault(Ending.SOCKET_DROPPED, "the connection broke");
        } catch (TimeoutException slow) {
            close();
            throw new PolicyFault(Ending.TOO_SLOW, "no answer within %d ms".formatted(patience.toMillis()));
        } catch (InterruptedException stopped) {
            close();
            Thread.currentThread().interrupt();
            throw new PolicyFault(Ending.SOCKET_DROPPED, "stopped while waiting");
        }
    }

    /// Step by step: libzmq 4.3.5 drops whoever says more than the greeting before it was answered.
    private void greet() throws IOException {
        byte[] greeting = new byte[GREETING_BYTES];
        greeting[0] = (byte) 0xff;
        greeting[VERSION_AT - 1] = 0x7f;
        greeting[VERSION_AT] = 3;
        System.arraycopy(NULL_MECHANISM, 0, greeting, MECHANISM_AT, MECHANISM_BYTES);
        DataOutputStream out = out();
        out.write(greeting);
        out.flush();
        byte[] theirs = new DataInputStream(socket.getInputStream()).readNBytes(GREETING_BYTES);
        boolean isZmtp = theirs.length == GREETING_BYTES
                && theirs[0] == greeting[0]
                && theirs[VERSION_AT] >= 3
                && Arrays.equals(
                        theirs, MECHANISM_AT, MECHANISM_AT + MECHANISM_BYTES, NULL_MECHANISM, 0, MECHANISM_BYTES);
        if (!isZmtp) {
            throw Parts.wrong("a ZeroMQ server of ZMTP 3 without security");
        }
        frame(out, COMMAND, ready());
        out.flush();
        Frame first = frame();
        if (!first.isCommand() || !first.says("READY")) {
            throw Parts.wrong("READY");
        }
    }

    private static byte[] ready() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeBytes("\5READY\13Socket-Type");
        out.writeInt(3);
        out.writeBytes("REQ\10Identity");
        out.writeInt(0);
        return bytes.toByteArray();
    }

    private DataOutputStream out() throws IOException {
        return new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
    }

    private static void frame(DataOutputStream out, int flags, byte[] body) throws IOException {
        if (body.length < 1 << 8) {
            out.writeByte(flags);
            out.writeByte(body.length);
        } else {
            out.writeByte(flags | LONG);
            out.writeLong(body.length);
        }
        out.write(body);
    }

    private record Frame(int flags, ByteBuffer bytes) {
        boolean isCommand() {
            return (flags & COMMAND) != 0;
        }

        boolean hasMore() {
            return (flags & MORE) != 0;
        }

        boolean says(String name) {
            return StandardCharsets.ISO_8859_1
                    .decode(bytes.duplicate())
                    .toString()
                    .startsWith((char) name.length() + name);
        }
    }

    private Frame frame() throws IOException {
        var in = new DataInputStream(socket.getInputStream());
        int flags = in.readUnsignedByte();
        long size = (flags & LONG) != 0 ? in.readLong() : in.readUnsignedByte();
        if (size < 0 || size > bytesMax) {
            throw new PolicyFault(Ending.TOO_LARGE, "a message is larger than %d bytes".formatted(bytesMax));
        }
        byte[] body = in.readNBytes((int) size);
        if (body.length < size) {
            throw new EOFException("the message is cut");
        }
        return new Frame(flags, ByteBuffer.wrap(body));
    }

    /// An empty frame, then the one that is meant; what libraries say to each other in between is passed over.
    private ByteBuffer receive() throws IOException {
        Frame delimiter = message();
        if (!delimiter.hasMore() || delimiter.bytes().hasRemaining()) {
            throw Parts.wrong("an empty frame before the answer");
        }
        Frame answer = message();
        if (answer.hasMore()) {
            throw Parts.wrong("one frame as the answer");
        }
        return answer.bytes();
    }

    private Frame message() throws IOException {
        Frame frame = frame();
        while (frame.isCommand()) {
            frame = frame();
        }
        return frame;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            // it is closed then too
        }
    }
}
