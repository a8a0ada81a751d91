package landfall.ledger;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Callers who ask at random, each the same again until it is answered, and write down what they asked and were told. */
final class Load {
    private static final int CALLERS = 16;
    private static final int ASKED_AGAIN = 500;
    private static final Pattern ANSWER =
            Pattern.compile("\\{\"assignmentId\":\"(\\w+)\",\"repId\":\"(\\w+)\",\"turn\":(\\d+)}");

    private final Answering answering;
    private final History history = new History();
    private final RandomAsks asks = new RandomAsks(history, List.copyOf(RandomAsks.POOLS.keySet()));
    private final AtomicInteger unanswered = new AtomicInteger();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final List<Thread> callers = new ArrayList<>();
    private final Random random;
    private volatile boolean ending;

    /** Callers begin at once. */
    Load(Answering answering, long seed) {
        this.answering = answering;
        this.random = new Random(seed);
        for (int i = 0; i < CALLERS; i++) {
            Random his = new Random(random.nextLong());
            Thread caller = new Thread(() -> call(his), "caller-" + i);
            caller.setUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
            caller.setDaemon(true);
            callers.add(caller);
        }
        callers.forEach(Thread::start);
    }

    /**
     * Waits until there are so many more answers: a moment that doesn't depend on how fast the machine is.
     *
     * @param most how long that takes at most, on a slow machine
     */
    void awaitAnswers(int more, Duration most) throws InterruptedException {
        long enough = history.countAnswered() + more;
        long end = System.nanoTime() + most.toNanos();
        while (history.countAnswered() < enough) {
            failIfACallerDid();
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("no " + more + " answers within " + most);
            }
            Thread.sleep(1);
        }
    }

    /** Ends once every caller has its answer, and keys from all of the time were asked again. */
    void end() throws InterruptedException {
        ending = true;
        for (Thread caller : callers) {
            caller.join();
        }
        for (int i = 0; i < ASKED_AGAIN; i++) {
            History.Ask earlier = asks.earlier(random);
            if (earlier != null) {
                ask(earlier);
            }
        }
        failIfACallerDid();
    }

    private void failIfACallerDid() {
        Throwable failure = failures.peek();
        if (failure != null) {
            throw new IllegalStateException("a caller failed", failure);
        }
    }

    private void call(Random his) {
        while (!ending) {
            ask(asks.next(his));
        }
    }

    private void ask(History.Ask ask) {
        while (true) {
            History.Call call = history.begin(ask);
            try {
                Matcher answer = ANSWER.matcher(answering.assign(ask));
                if (!answer.matches()) {
                    throw new IllegalStateException("unreadable answer to " + ask);
                }
                history.answered(call, answer.group(1), answer.group(2).intern(), Long.parseLong(answer.group(3)));
                return;
            } catch (IOException e) {
                unanswered.incrementAndGet();
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    History history() {
        return history;
    }

    /** Calls that ended without an answer. */
    int unanswered() {
        return unanswered.get();
    }
}
