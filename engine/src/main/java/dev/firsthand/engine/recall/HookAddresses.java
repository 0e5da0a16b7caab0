package dev.firsthand.engine.recall;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/// Where a holder's program may be told: over TLS, or on this very machine; never in a private network, unless the
/// operator says so. A name that changes its mind between this look and the call still meets TLS, which no
/// machine of a private network can answer for it.
public enum HookAddresses {
    /// Only what the whole world can reach.
    PUBLIC,
    /// Also what only the operator's own machine and network can.
    ANY;

    private static final int PRIVATE_V6_MASK = 0xfe;
    private static final int PRIVATE_V6 = 0xfc;
    private static final int CARRIER_FIRST = 100;
    private static final int CARRIER_MASK = 0xc0;
    private static final int CARRIER_SECOND = 64;

    /// Why nothing is sent there; empty where it may.
    public Optional<String> refusal(URI hook) {
        if (hook.getHost() == null || hook.getUserInfo() != null || hook.getFragment() != null) {
            return Optional.of("an address reads https://example.org/recalls");
        }
        try {
            InetAddress[] addresses = InetAddress.getAllByName(hook.getHost());
            boolean here = Arrays.stream(addresses).allMatch(InetAddress::isLoopbackAddress);
            if (!"https".equals(hook.getScheme()) && !("http".equals(hook.getScheme()) && here)) {
                return Optional.of("it must begin with https://");
            }
            return this == PUBLIC && Arrays.stream(addresses).anyMatch(HookAddresses::isPrivate)
                    ? Optional.of("it lies in a private network")
                    : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.of("there is no host of this name");
        }
    }

    private static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || bytes[0] == 0
                || (bytes.length == 16 && (bytes[0] & PRIVATE_V6_MASK) == PRIVATE_V6)
                || (bytes.length == 4 && bytes[0] == CARRIER_FIRST && (bytes[1] & CARRIER_MASK) == CARRIER_SECOND);
    }
}
