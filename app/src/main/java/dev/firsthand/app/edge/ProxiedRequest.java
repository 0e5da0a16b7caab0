package dev.firsthand.app.edge;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import org.eclipse.jetty.http.HostPortHttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.HostPort;

/// A request that came through the proxy, as if it had come to the public address itself: links, cookies and the guard
/// against other sites need not know of a proxy.
final class ProxiedRequest extends Request.Wrapper {
    private final HttpURI uri;
    private final HttpFields headers;
    private final ConnectionMetaData connection;

    ProxiedRequest(Request request, URI publicUrl, InetAddress client) {
        super(request);
        this.uri = HttpURI.build(request.getHttpURI())
                .scheme(publicUrl.getScheme())
                .authority(publicUrl.getHost(), publicUrl.getPort())
                .asImmutable();
        this.headers = HttpFields.build(request.getHeaders())
                .put(new HostPortHttpField(publicUrl.getAuthority()))
                .asImmutable();
        this.connection = new Forwarded(
                request.getConnectionMetaData(),
                new InetSocketAddress(client, 0),
                new HostPort(publicUrl.getHost(), publicUrl.getPort()));
    }

    private static final class Forwarded extends ConnectionMetaData.Wrapper {
        private final SocketAddress client;
        private final HostPort server;

        Forwarded(ConnectionMetaData connection, SocketAddress client, HostPort server) {
            super(connection);
            this.client = client;
            this.server = server;
        }

        @Override
        public boolean isSecure() {
            return true;
        }

        @Override
        public SocketAddress getRemoteSocketAddress() {
            return client;
        }

        @Override
        public HostPort getServerAuthority() {
            return server;
        }
    }

    @Override
    public HttpURI getHttpURI() {
        return uri;
    }

    @Override
    public HttpFields getHeaders() {
        return headers;
    }

    @Override
    public boolean isSecure() {
        return true;
    }

    @Override
    public ConnectionMetaData getConnectionMetaData() {
        return connection;
    }
}
