package dev.firsthand.app.edge;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The proxies whose word about a client is taken: those on this machine, and those that the operator names by
/// address or by a range of addresses (`10.0.0.0/24`).
public record Proxies(List<Range> named) {
    private static final int BITS = Byte.SIZE;

    public Proxies {
        named = List.copyOf(named);
    }

    /// All addresses whose first bits are these.
    record Range(InetAddress start, int bits) {
        boolean holds(InetAddress address) {
            byte[] own = start.getAddress();
            byte[] other = address.getAddress();
            if (own.length != other.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 1 << (BITS - 1 - bit % BITS);
                if (((own[bit / BITS] ^ other[bit / BITS]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    static Proxies of(List<String> texts, List<String> faults) {
        List<Range> named = new ArrayList<>();
        for (String text : texts) {
            range(text)
                    .ifPresentOrElse(
                            named::add,
                            () -> faults.add("--proxy %s is no address and no range such as 10.0.0.2 or 10.0.0.0/24."
                                    .formatted(text)));
        }
        return new Proxies(named);
    }

    private static Optional<Range> range(String text) {
        int slash = text.indexOf('/');
        try {
            InetAddress start = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
            int all = start.getAddress().length * BITS;
            int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
            return bits < 0 || bits > all ? Optional.empty() : Optional.of(new Range(start, bits));
        } catch (IllegalArgumentException unread) { // a number that is none is one of these, too
            return Optional.empty();
        }
    }

    boolean trusts(InetAddress address) {
        return address.isLoopbackAddress() || named.stream().anyMatch(range -> range.holds(address));
    }

    /// Whom a trusted `peer` speaks for: the last address in `forwardedFor` that is no proxy of ours. What stands
    /// before it was written by strangers.
    InetAddress client(InetAddress peer, List<String> forwardedFor) {
        InetAddress client = peer;
        for (String text : forwardedFor.reversed()) {
            Optional<Range> said = range(text.strip());
            if (said.isEmpty()) {
                return client;
            }
            client = said.get().start();
            if (!trusts(client)) {
                return client;
            }
        }
        return client;
    }
}
