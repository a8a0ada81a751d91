package landfall.ruleset.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/** How much work may still be done, counted in boxes looked at, so that an analysis comes out the same everywhere. */
final class Work {

    /** The limit was reached. */
    static final class ExhaustedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        ExhaustedException() {
            super("the limit of work was reached", null, false, false);
        }
    }

    private final Runnable rest;
    private long left;

    Work(long steps) {
        this(steps, () -> {});
    }

    /** @param rest is called often, by whoever works */
    Work(long steps, Runnable rest) {
        this.left = steps;
        this.rest = rest;
    }

    /** Takes a part of it for one question; what is not used goes back with {@link #giveBack}. */
    Work part(long most) {
        long taken = Math.min(most, left);
        left -= taken;
        return new Work(taken, rest);
    }

    void giveBack(Work part) {
        left += part.left;
        part.left = 0;
    }

    /**
     * Asks questions on all processors, as many at once as the work left is enough for; so each has the steps that it would
     * have if one was asked after the other.
     *
     * @param most steps for a question
     * @param ask is called by several threads
     * @return the answers in the order of the questions
     */
    <Q, A> List<A> each(List<Q> questions, ToLongFunction<Q> most, BiFunction<Q, Work, A> ask) {
        List<A> answers = new ArrayList<>(questions.size());
        while (answers.size() < questions.size()) {
            int first = answers.size();
            List<Work> parts = new ArrayList<>();
            do {
                parts.add(part(most.applyAsLong(questions.get(first + parts.size()))));
            } while (first + parts.size() < questions.size()
                    && most.applyAsLong(questions.get(first + parts.size())) <= left);
            answers.addAll(IntStream.range(0, parts.size())
                    .parallel()
                    .mapToObj(at -> ask.apply(questions.get(first + at), parts.get(at)))
                    .toList());
            parts.forEach(this::giveBack);
        }
        return answers;
    }

    void spend(long steps) {
        rest.run();
        left -= steps;
        if (left < 0) {
            left = 0;
            throw new ExhaustedException();
        }
    }

    boolean isDone() {
        return left <= 0;
    }
}
