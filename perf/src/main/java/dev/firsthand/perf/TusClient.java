package dev.firsthand.perf;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// A client that costs as little as it can: one connection, no copies, the same bytes again and again.
final class TusClient implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] block;

    TusClient(int port, byte[] block) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
        this.block = block;
    }

    void upload(long fileBytes, long partBytes) throws IOException {
        String path = begin(fileBytes);
        for (long offset = 0; offset < fileBytes; offset += partBytes) {
            patch(path, offset, Math.min(partBytes, fileBytes - offset));
        }
    }

    String begin(long fileBytes) throws IOException {
        out.write(
                "POST /upload HTTP/1.1\r\nHost: localhost\r\nTus-Resumable: 1.0.0\r\nContent-Length: 0\r\nUpload-Length: %d\r\n\r\n"
                        .formatted(fileBytes)
                        .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        String location = headers(201).get("location");
        if (location == null) {
            throw new IOException("the answer to POST has no Location");
        }
        return URI.create(location).getPath();
    }

    long offset(String path) throws IOException {
        out.write("HEAD %s HTTP/1.1\r\nHost: localhost\r\nTus-Resumable: 1.0.0\r\n\r\n"
                .formatted(path)
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        String offset = headers(200).get("upload-offset");
        if (offset == null) {
            throw new IOException("the answer to HEAD has no Upload-Offset");
        }
        return Long.parseLong(offset);
    }

    void patch(String path, long offset, long bytes) throws IOException {
        out.write(
                "PATCH %s HTTP/1.1\r\nHost: localhost\r\nTus-Resumable: 1.0.0\r\nContent-Type: application/offset+octet-stream\r\nContent-Length: %d\r\nUpload-Offset: %d\r\n\r\n"
                        .formatted(path, bytes, offset)
                        .getBytes(StandardCharsets.US_ASCII));
        for (long left = bytes; left > 0; left -= Math.min(left, block.length)) {
            out.write(block, 0, (int) Math.min(left, block.length));
        }
        out.flush();
        String reached = headers(204).get("upload-offset");
        if (!Long.toString(offset + bytes).equals(reached)) {
            throw new IOException("the server holds %s bytes, %d were sent".formatted(reached, offset + bytes));
        }
    }

    private Map<String, String> headers(int expectedStatus) throws IOException {
        String statusLine = line();
        var headers = new TreeMap<String, String>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        if (headers.containsKey("transfer-encoding")) {
            skipChunks();
        } else {
            in.skipNBytes(Long.parseLong(headers.getOrDefault("content-length", "0")));
        }
        if (!statusLine.contains(" " + expectedStatus + " ")) {
            throw new IOException("expected %d, the server says %s".formatted(expectedStatus, statusLine));
        }
        return headers;
    }

    private void skipChunks() throws IOException {
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            in.skipNBytes(size);
            line();
        }
        line();
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
