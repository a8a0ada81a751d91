package landfall.access;

import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import landfall.http.ProblemIssue;
import landfall.http.Role;
import org.jspecify.annotations.Nullable;

/** A key that may be made: what was asked for, and each fault of it told. */
record NewKey(
        String name,
        String kind,
        Set<Role> roles,
        List<String> teams,
        @Nullable Integer perSecond,
        @Nullable Instant expiresAt) {

    /** Whoever stands for nobody's key in records. */
    static final Set<String> RESERVED = Set.of("anonymous", "landfall", Keys.COMMAND_LINE);

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} ._@+-]{0,99}");
    private static final int MOST_TEAMS = 100;

    NewKey {
        roles = Set.copyOf(roles);
        teams = List.copyOf(teams);
    }

    /**
     * Reads what was asked for.
     *
     * @param zone by which a day of expiry ends
     * @param knownTeams of the roster; empty where nobody knows them
     * @throws ApiException naming every fault
     */
    static NewKey of(KeyBody body, ZoneId zone, Instant now, Set<String> knownTeams) {
        Reading reading = new Reading();
        String name = reading.name(body.name());
        String kind = reading.kind(body.kind());
        Set<Role> roles = reading.roles(body.roles());
        reading.separate(kind, roles);
        List<String> teams = reading.teams(body.teams(), roles, knownTeams);
        Integer perSecond = body.perSecond();
        if (perSecond != null && (perSecond < 1 || perSecond > RateLimit.MOST)) {
            reading.fault("/perSecond", "This must be between 1 and " + RateLimit.MOST + ".");
        }
        Instant expires = reading.expires(body.expires(), zone, now);
        if (!reading.faults.isEmpty()) {
            throw new ApiException(ErrorCode.INVALID_VALUE, "No key can be made as it is asked for.", reading.faults);
        }
        return new NewKey(name, kind, roles, teams, perSecond, expires);
    }

    static ProblemIssue issue(String place, String message) {
        return ProblemIssue.at(place, ErrorCode.INVALID_VALUE.code(), message);
    }

    /** Gathers the faults of one body. */
    private static final class Reading {
        private final List<ProblemIssue> faults = new ArrayList<>();

        private void fault(String place, String message) {
            faults.add(issue(place, message));
        }

        private String name(@Nullable String given) {
            String name = given == null ? "" : Normalizer.normalize(given.strip(), Normalizer.Form.NFC);
            if (!NAME.matcher(name).matches()) {
                fault(
                        "/name",
                        "This must be 1 to 100 letters, digits, blanks or . _ @ + -, and begin with a letter or digit.");
            } else if (RESERVED.contains(name)) {
                fault("/name", "This name stands for calls without a key.");
            }
            return name;
        }

        private String kind(@Nullable String given) {
            String kind = given == null ? ApiKey.SYSTEM : given;
            if (!kind.equals(ApiKey.PERSON) && !kind.equals(ApiKey.SYSTEM)) {
                fault("/kind", "This must be person or system.");
            }
            return kind;
        }

        private Set<Role> roles(@Nullable List<@Nullable String> given) {
            Set<Role> roles = EnumSet.noneOf(Role.class);
            for (String word : given == null ? List.<@Nullable String>of() : given) {
                Arrays.stream(Role.values())
                        .filter(role -> role.word().equals(word))
                        .findFirst()
                        .ifPresentOrElse(
                                roles::add, () -> fault("/roles", "There is no role " + word + ". " + known()));
            }
            if (given == null || given.isEmpty()) {
                fault("/roles", "A key holds at least one role. " + known());
            }
            return roles;
        }

        private static String known() {
            return "The roles are "
                    + Arrays.stream(Role.values()).map(Role::word).collect(Collectors.joining(", ")) + ".";
        }

        /** Whoever can make keys could else approve whatever he wrote himself. */
        private void separate(String kind, Set<Role> roles) {
            if (roles.contains(Role.APPROVE) && roles.contains(Role.ADMIN)) {
                fault("/roles", "A key that holds admin can't hold approve.");
            }
            if (roles.contains(Role.APPROVE) && kind.equals(ApiKey.SYSTEM)) {
                fault("/roles", "Only a person approves; this key is a system's.");
            }
        }

        private List<String> teams(@Nullable List<@Nullable String> given, Set<Role> roles, Set<String> known) {
            List<String> teams = given == null
                    ? List.of()
                    : given.stream().filter(Objects::nonNull).distinct().toList();
            if (!teams.isEmpty() && !roles.contains(Role.MANAGE)) {
                fault("/teams", "Only a key that holds manage has teams.");
            }
            if (teams.size() > MOST_TEAMS) {
                fault("/teams", "A key has at most " + MOST_TEAMS + " teams.");
            }
            for (String team : teams) {
                if (team.isBlank() || team.length() > 90 || (!known.isEmpty() && !known.contains(team))) {
                    fault("/teams", "Nobody in the roster is in a team " + team + ".");
                }
            }
            return teams;
        }

        private @Nullable Instant expires(@Nullable String given, ZoneId zone, Instant now) {
            if (given == null || given.isBlank()) {
                return null;
            }
            try {
                Instant at = given.indexOf('T') < 0
                        ? LocalDate.parse(given).plusDays(1).atStartOfDay(zone).toInstant()
                        : OffsetDateTime.parse(given).toInstant().truncatedTo(ChronoUnit.MICROS);
                if (!at.isAfter(now)) {
                    fault("/expires", "This is past.");
                }
                return at;
            } catch (DateTimeParseException fault) {
                fault("/expires", "This must be a day such as 2027-12-31, or a moment such as 2027-12-31T18:00:00Z.");
                return null;
            }
        }
    }
}
