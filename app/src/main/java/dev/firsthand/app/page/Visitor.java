package dev.firsthand.app.page;

import dev.firsthand.engine.staff.Visit;
import dev.firsthand.engine.store.Personal;
import io.javalin.http.Context;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// From where a request comes, as far as limits and the list of sign-ins need it. The one place that asks for a
/// client's address.
public final class Visitor {
    private static final int IPV6_NETWORK_PARTS =
            4; // a household or a host has 2^64 addresses behind the first 64 bits

    /// The first that a User-Agent names; later ones claim to be earlier ones.
    private static final List<Map.Entry<String, String>> FAMILIES = List.of(
            Map.entry("Edg", "Edge"),
            Map.entry("OPR/", "Opera"),
            Map.entry("SamsungBrowser/", "Samsung Internet"),
            Map.entry("Firefox/", "Firefox"),
            Map.entry("FxiOS/", "Firefox"),
            Map.entry("Chrome/", "Chrome"),
            Map.entry("CriOS/", "Chrome"),
            Map.entry("Safari/", "Safari"));

    private Visitor() {}

    public static Visit of(Context context) {
        return new Visit(
                Personal.of(address(context)), Personal.of(browser(String.valueOf(context.header("User-Agent")))));
    }

    /// What limits count by: the address, or the network of 64 bits that an IPv6 address is in.
    public static String address(Context context) {
        return network(context.ip());
    }

    static String browser(String agent) {
        return FAMILIES.stream()
                .filter(family -> agent.contains(family.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    static String network(String address) {
        try {
            InetAddress parsed = InetAddress.ofLiteral(address.replace("[", "").replace("]", ""));
            if (parsed instanceof Inet4Address) {
                return parsed.getHostAddress();
            }
            return Arrays.stream(parsed.getHostAddress().split(":", -1))
                    .limit(IPV6_NETWORK_PARTS)
                    .collect(Collectors.joining(":"));
        } catch (IllegalArgumentException unread) {
            return address;
        }
    }
}
