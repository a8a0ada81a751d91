package landfall.rotation;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import landfall.language.RotationSpec;
import landfall.roster.Rep;
import landfall.rotation.ReadyRotation.Candidate;
import landfall.routing.PassedOver;
import org.jspecify.annotations.Nullable;

/**
 * Who of a rotation's members is there, found out once a minute, not once a turn: hours, days and absences begin on whole
 * minutes, and where one doesn't, nothing is kept. Safe for many threads.
 */
final class Attendance {
    /** Before it, clocks of some zones were off by seconds. */
    private static final Instant WHOLE_MINUTES = Instant.parse("1980-01-01T00:00:00Z");

    private static final long[] NOBODY = {};

    private final String rule;
    private final RotationSpec spec;
    private final List<Candidate> members;
    private final Map<String, Integer> places = new HashMap<>();
    private volatile @Nullable Minute last;

    Attendance(String rule, RotationSpec spec, List<Candidate> members) {
        this.rule = rule;
        this.spec = spec;
        this.members = members;
        for (int i = 0; i < members.size(); i++) {
            places.put(members.get(i).rep().id(), i);
        }
    }

    boolean has(String id) {
        return places.containsKey(id);
    }

    /** The member of that id. */
    Rep rep(String id) {
        return members.get(Objects.requireNonNull(places.get(id))).rep();
    }

    /** Everybody's answer to being asked. */
    Answers ask(Presence presence, RotationState state) {
        long minute = Math.floorDiv(presence.instant().getEpochSecond(), 60);
        Minute known = last;
        if (known == null || known.number != minute) {
            known = new Minute(minute, presence);
            if (presence.instant().isAfter(WHOLE_MINUTES) && presence.turnsOnWholeMinutes(members)) {
                last = known;
            }
        }
        return known.answers(PackedCounts.of(state.counts()));
    }

    /**
     * Who is free, and why the others aren't.
     *
     * @param free ids, in the order of the rule
     * @param passedOver the others, by reason
     */
    record Answers(List<String> free, List<Rep> outOfHours, List<PassedOver> passedOver) {}

    /** What of it depends on the clock alone, and the last answers that were made of it. */
    private final class Minute {
        private final long number;
        private final @Nullable String[] missing = new String[members.size()];
        private final String[] starts = new String[members.size()];
        private volatile @Nullable Given last;

        Minute(long number, Presence presence) {
            this.number = number;
            Map<LocalDateTime, String> begun = new HashMap<>();
            RotationSpec.Cap cap = spec.cap();
            for (int i = 0; i < missing.length; i++) {
                Rep rep = members.get(i).rep();
                missing[i] = presence.missing(rep, spec.duringWorkingHours());
                starts[i] = cap == null
                        ? ""
                        : begun.computeIfAbsent(presence.clock(rep), clock -> Caps.start(cap.period(), clock));
            }
        }

        Answers answers(PackedCounts counts) {
            Given known = last;
            if (known != null && known.mark.equals(counts.mark())) {
                return known.answers;
            }
            long[] capped = capped(counts, known);
            Answers answers = known != null && Arrays.equals(known.capped, capped) ? known.answers : answers(capped);
            last = new Given(counts.mark(), capped, answers);
            return answers;
        }

        /** Who had as many turns as he may: asked of all, or of him alone who had a turn since they were asked. */
        private long[] capped(PackedCounts counts, @Nullable Given known) {
            RotationSpec.Cap cap = spec.cap();
            if (cap == null) {
                return NOBODY;
            }
            String changed = known == null ? null : counts.onlyChangeSince(known.mark);
            if (known == null || changed == null) {
                long[] capped = new long[(missing.length + 63) / 64];
                for (int i = 0; i < missing.length; i++) {
                    set(capped, i, isReached(cap, counts, i));
                }
                return capped;
            }
            Integer place = places.get(changed);
            if (place == null || isReached(cap, counts, place) == isSet(known.capped, place)) {
                return known.capped;
            }
            long[] capped = known.capped.clone();
            set(capped, place, !isSet(capped, place));
            return capped;
        }

        private boolean isReached(RotationSpec.Cap cap, PackedCounts counts, int place) {
            return Caps.isReached(cap, counts, members.get(place).rep().id(), starts[place]);
        }

        private Answers answers(long[] capped) {
            List<String> free = new ArrayList<>(missing.length);
            List<Rep> outOfHours = new ArrayList<>();
            Map<String, List<String>> passed = new LinkedHashMap<>();
            for (int i = 0; i < missing.length; i++) {
                Rep rep = members.get(i).rep();
                String why = missing[i];
                boolean reached = isSet(capped, i);
                if (why == null && !reached) {
                    free.add(rep.id());
                } else {
                    passed.computeIfAbsent(why == null ? PassedOver.CAP : why, key -> new ArrayList<>())
                            .add(rep.id());
                }
                if (PassedOver.HOURS.equals(why) && !reached) {
                    outOfHours.add(rep);
                }
            }
            List<PassedOver> over = new ArrayList<>(passed.size());
            passed.forEach((why, reps) -> over.add(new PassedOver(rule, why, reps)));
            return new Answers(List.copyOf(free), List.copyOf(outOfHours), List.copyOf(over));
        }
    }

    /** Answers while the same members had as many turns as they may. */
    private record Given(Object mark, long[] capped, Answers answers) {}

    private static boolean isSet(long[] bits, int place) {
        return bits.length > 0 && (bits[place >> 6] & (1L << place)) != 0;
    }

    private static void set(long[] bits, int place, boolean value) {
        if (value) {
            bits[place >> 6] |= 1L << place;
        } else {
            bits[place >> 6] &= ~(1L << place);
        }
    }
}
