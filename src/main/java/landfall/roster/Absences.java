package landfall.roster;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Who is away when; why, nobody is asked. Immutable.
 *
 * @param version SHA-256 of what it holds, in hex
 * @param byRep absences by rep
 */
public record Absences(String version, Map<String, List<Absence>> byRep) {

    public static final Absences NONE = new Absences("none", Map.of());

    public Absences {
        Map<String, List<Absence>> copy = new HashMap<>();
        byRep.forEach((rep, absences) -> copy.put(rep, List.copyOf(absences)));
        byRep = Map.copyOf(copy);
    }

    /**
     * One absence, by the rep's own clock.
     *
     * @param to the first moment at which he is back
     */
    public record Absence(String rep, LocalDateTime from, LocalDateTime to) {}

    public static Absences of(String version, Collection<Absence> absences) {
        return new Absences(version, absences.stream().collect(Collectors.groupingBy(Absence::rep)));
    }

    /** These and others; the same absences always make the same version. */
    public Absences with(Collection<Absence> others) {
        if (others.isEmpty()) {
            return this;
        }
        List<Absence> all = new ArrayList<>(others);
        byRep.values().forEach(all::addAll);
        all.sort(Comparator.comparing(Absence::rep).thenComparing(Absence::from).thenComparing(Absence::to));
        MessageDigest digest = sha256();
        all.forEach(absence -> digest.update(absence.toString().getBytes(StandardCharsets.UTF_8)));
        return of(HexFormat.of().formatHex(digest.digest()), all);
    }

    /** That rep's, in no order. */
    public List<Absence> of(String rep) {
        return byRep.getOrDefault(rep, List.of());
    }

    /** Whether that rep is away then. */
    public boolean isAway(String rep, LocalDateTime at) {
        for (Absence absence : byRep.getOrDefault(rep, List.of())) {
            if (!at.isBefore(absence.from()) && at.isBefore(absence.to())) {
                return true;
            }
        }
        return false;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
