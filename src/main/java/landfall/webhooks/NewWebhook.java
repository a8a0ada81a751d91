package landfall.webhooks;

import com.google.common.net.InetAddresses;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import landfall.http.ProblemIssue;
import org.jspecify.annotations.Nullable;

/**
 * A webhook that may be made: what was asked for, and each fault of it told.
 *
 * @param after null: from now on
 */
record NewWebhook(URI address, List<String> sources, List<String> territories, @Nullable Long after) {

    private static final int LONGEST_ADDRESS = 2_000;
    private static final int MOST_NAMES = 50;
    private static final int LONGEST_NAME = 90;

    NewWebhook {
        sources = List.copyOf(sources);
        territories = List.copyOf(territories);
    }

    /**
     * Reads what was asked for.
     *
     * @param last position of the newest decision
     * @param knownTerritories of the roster; empty where nobody knows them
     * @throws ApiException naming every fault
     */
    static NewWebhook of(WebhookBody body, WebhookSettings settings, long last, Set<String> knownTerritories) {
        List<ProblemIssue> faults = new ArrayList<>();
        URI address = address(body.address(), settings, faults);
        List<String> sources = names("/sources", body.sources(), faults);
        List<String> territories = names("/territories", body.territories(), faults);
        if (!knownTerritories.isEmpty()) {
            territories.stream()
                    .filter(territory -> !knownTerritories.contains(territory))
                    .forEach(unknown -> faults.add(fault("/territories", "There is no territory " + unknown + ".")));
        }
        Long after = body.after();
        if (after != null && (after < 0 || after > last)) {
            faults.add(fault("/after", "This must be a position of /api/changes, which ends at " + last + " now."));
        }
        if (address == null || !faults.isEmpty()) {
            throw new ApiException(ErrorCode.INVALID_VALUE, "No webhook can be made as it is asked for.", faults);
        }
        return new NewWebhook(address, sources, territories, after);
    }

    private static ProblemIssue fault(String place, String message) {
        return ProblemIssue.at(place, ErrorCode.INVALID_VALUE.code(), message);
    }

    private static @Nullable URI address(@Nullable String given, WebhookSettings settings, List<ProblemIssue> faults) {
        String text = given == null ? "" : given.strip();
        URI address = parse(text);
        String fault = address == null
                ? "This must be an address such as https://crm.example.com/landfall, of at most " + LONGEST_ADDRESS
                        + " characters."
                : fault(address, settings);
        if (fault != null) {
            faults.add(fault("/address", fault));
            return null;
        }
        return address;
    }

    private static @Nullable URI parse(String text) {
        try {
            URI address = new URI(text);
            return text.length() <= LONGEST_ADDRESS && address.getHost() != null && address.getScheme() != null
                    ? new URI(address.toASCIIString())
                    : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** What can be told of it before it is called; where its name leads to is looked at then. */
    private static @Nullable String fault(URI address, WebhookSettings settings) {
        String scheme = address.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(scheme.equals("http") && settings.allowHttp())) {
            return "This must begin with https:// (webhooks.allowHttp in config.yml would allow http://, too).";
        }
        if (address.getRawUserInfo() != null || address.getRawFragment() != null) {
            return "This may have no user and no fragment.";
        }
        if (address.getPort() == 0 || address.getPort() > 65_535) {
            return "The port must be between 1 and 65535.";
        }
        String host = address.getHost().replaceAll("^\\[|]$", "");
        return InetAddresses.isInetAddress(host)
                        && !new Networks(settings.allowedNetworks()).permit(InetAddresses.forString(host))
                ? host + " is not a public address; webhooks.allowedNetworks in config.yml would have to have it."
                : null;
    }

    private static List<String> names(String place, @Nullable List<@Nullable String> given, List<ProblemIssue> faults) {
        List<String> names = given == null
                ? List.of()
                : given.stream().filter(Objects::nonNull).distinct().toList();
        if (names.size() > MOST_NAMES) {
            faults.add(fault(place, "These may be at most " + MOST_NAMES + "."));
        }
        if (names.stream().anyMatch(name -> name.isBlank() || name.length() > LONGEST_NAME)) {
            faults.add(fault(place, "Each must have 1 to " + LONGEST_NAME + " characters."));
        }
        return names;
    }
}
