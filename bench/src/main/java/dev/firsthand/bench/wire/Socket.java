package dev.firsthand.bench.wire;

import dev.firsthand.bench.policy.Ending;
import dev.firsthand.bench.policy.PolicyFault;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// One WebSocket to a policy or a world. One message is asked for at a time; the JDK answers pings while we wait, and
/// we send
/// none: a policy that thinks on its own event loop could not answer ours.
public final class Socket implements AutoCloseable {
    private final WebSocket socket;
    private final Listener listener;

    private Socket(WebSocket socket, Listener listener) {
        this.socket = socket;
        this.listener = listener;
    }

    /// A whole message.
    public sealed interface Message {
        record Binary(ByteBuffer bytes) implements Message {}

        record Text(String text) implements Message {}

        record Failed(PolicyFault fault) implements Message {}
    }

    public static Socket open(HttpClient client, URI address, Limits limits) {
        var listener = new Listener(limits.answerBytesMax());
        CompletableFuture<WebSocket> opening = client.newWebSocketBuilder().buildAsync(address, listener);
        try {
            return new Socket(opening.get(limits.first().toMillis(), TimeUnit.MILLISECONDS), listener);
        } catch (ExecutionException | TimeoutException unreachable) {
            opening.cancel(true);
            throw new PolicyFault(Ending.NOT_REACHED, "%s does not answer as a WebSocket".formatted(address));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new PolicyFault(Ending.NOT_REACHED, "stopped while connecting");
        }
    }

    public void send(byte[] bytes) {
        await(socket.sendBinary(ByteBuffer.wrap(bytes), true));
    }

    void send(String text) {
        await(socket.sendText(text, true));
    }

    private static void await(CompletableFuture<WebSocket> sending) {
        try {
            sending.get(Limits.SENDING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException gone) {
            throw new PolicyFault(Ending.SOCKET_DROPPED, "the far end takes no message");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new PolicyFault(Ending.SOCKET_DROPPED, "stopped while sending");
        }
    }

    public Message receive(Duration patience) {
        try {
            Message message = listener.messages.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (message == null) {
                throw new PolicyFault(Ending.TOO_SLOW, "no answer within %d ms".formatted(patience.toMillis()));
            }
            if (message instanceof Message.Failed(PolicyFault fault)) {
                throw fault;
            }
            return message;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new PolicyFault(Ending.SOCKET_DROPPED, "stopped while waiting");
        }
    }

    @Override
    public void close() {
        var _ = socket.sendClose(WebSocket.NORMAL_CLOSURE, "").whenComplete((sent, failed) -> socket.abort());
    }

    /// Puts fragments together, up to a size.
    private static final class Listener implements WebSocket.Listener {
        private static final int WAITING_MAX = 16;

        private final int bytesMax;
        private final BlockingQueue<Message> messages = new ArrayBlockingQueue<>(WAITING_MAX);
        private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
        private final StringBuilder text = new StringBuilder();

        Listener(int bytesMax) {
            this.bytesMax = bytesMax;
        }

        @Override
        public void onOpen(WebSocket socket) {
            socket.request(1);
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer part, boolean isLast) {
            if (binary.size() + part.remaining() > bytesMax) {
                return refuse(socket);
            }
            byte[] bytes = new byte[part.remaining()];
            part.get(bytes);
            binary.writeBytes(bytes);
            if (isLast) {
                messages.offer(new Message.Binary(ByteBuffer.wrap(binary.toByteArray())));
                binary.reset();
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean isLast) {
            if (text.length() + part.length() > bytesMax) {
                return refuse(socket);
            }
            text.append(part);
            if (isLast) {
                messages.offer(new Message.Text(text.toString()));
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            fail(Ending.SOCKET_DROPPED, "the far end closed with code %d".formatted(code));
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            fail(Ending.SOCKET_DROPPED, "the connection broke");
        }

        private @Nullable CompletionStage<?> refuse(WebSocket socket) {
            socket.abort();
            fail(Ending.TOO_LARGE, "a message is larger than %d bytes".formatted(bytesMax));
            return null;
        }

        private void fail(Ending ending, String message) {
            messages.offer(new Message.Failed(new PolicyFault(ending, message)));
        }
    }
}
