package dev.firsthand.app.edge;

import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The certificate under which the server speaks TLS. Files that change are read again while it serves; what cannot
/// serve is told, and the one before stays.
final class LiveCertificate implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveCertificate.class);
    private static final Duration RENEW_BEFORE = Duration.ofDays(14);

    private final CertificateFiles files;
    private final InstantSource clock;
    private final SslContextFactory.Server factory;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("certificate-watch").factory());
    private byte[] seen;

    private LiveCertificate(
            CertificateFiles files, InstantSource clock, SslContextFactory.Server factory, byte[] seen) {
        this.files = files;
        this.clock = clock;
        this.factory = factory;
        this.seen = seen;
    }

    static LiveCertificate watched(CertificateFiles files, InstantSource clock, Duration pause)
            throws IOException, GeneralSecurityException {
        byte[] seen = digest(files);
        Identity identity = files.read(clock.instant());
        var live = new LiveCertificate(files, clock, factory(identity), seen);
        live.tellAge(identity);
        var _ = live.watch.scheduleWithFixedDelay(
                live::lookQuietly, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        return live;
    }

    static SslContextFactory.Server factory(Identity identity) throws IOException, GeneralSecurityException {
        var factory = new SslContextFactory.Server();
        factory.setKeyStore(identity.keyStore());
        factory.setKeyStorePassword(Identity.PASSWORD);
        return factory;
    }

    SslContextFactory.Server factory() {
        return factory;
    }

    private void lookQuietly() {
        try {
            look();
        } catch (IOException | GeneralSecurityException refused) {
            LOG.error("the changed certificate is not taken, the one before stays: {}", refused.getMessage());
        } catch (RuntimeException fault) { // a watch that throws is never called again
            LOG.error("the certificate could not be looked at", fault);
        }
    }

    private void look() throws IOException, GeneralSecurityException {
        byte[] now = digest(files);
        if (Arrays.equals(now, seen)) {
            return;
        }
        seen = now; // what is refused now is told once, not at every look
        Identity identity = files.read(clock.instant());
        reload(identity.keyStore());
        LOG.info("the certificate was changed and is read again");
        tellAge(identity);
    }

    private void reload(KeyStore store) throws GeneralSecurityException {
        try {
            factory.reload(same -> same.setKeyStore(store));
        } catch (Exception e) { // tidy: Jetty's signature; whatever it is, the connections keep what they had
            throw new GeneralSecurityException("it cannot serve TLS", e);
        }
    }

    private void tellAge(Identity identity) {
        var until = identity.chain().getFirst().getNotAfter().toInstant();
        if (until.isBefore(clock.instant().plus(RENEW_BEFORE))) {
            LOG.warn("the certificate expires at {}: renew it; new files are read without a restart", until);
        }
    }

    private static byte[] digest(CertificateFiles files) throws IOException, GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(Files.readAllBytes(files.certificate()));
        digest.update(Files.readAllBytes(files.key()));
        return digest.digest();
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
