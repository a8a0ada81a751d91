package landfall.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

/**
 * What a batch has to do in no particular order: the bytes and the seals of its decisions. Groups of it are done by another
 * core while the lane decides on; what that core hasn't begun in the end, the lane does itself. For one thread.
 */
final class SideWork {
    /** Few enough to share well, and so many that handing them over costs nothing. */
    private static final int GROUP = 16;

    private final Executor helper;
    private final List<FutureTask<Void>> groups = new ArrayList<>();
    private List<Runnable> next = new ArrayList<>(GROUP);

    SideWork(Executor helper) {
        this.helper = helper;
    }

    void add(Runnable work) {
        next.add(work);
        if (next.size() == GROUP) {
            helper.execute(group());
        }
    }

    /** All of it is done when this returns; throws what some of it threw. */
    void finish() {
        group().run();
        for (int i = groups.size() - 1; i >= 0; i--) {
            groups.get(i).run();
        }
        groups.forEach(SideWork::result);
        groups.clear();
    }

    private FutureTask<Void> group() {
        List<Runnable> works = next;
        next = new ArrayList<>(GROUP);
        FutureTask<Void> group = new FutureTask<>(() -> works.forEach(Runnable::run), null);
        groups.add(group);
        return group;
    }

    private static void result(FutureTask<Void> group) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    group.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw e.getCause() instanceof RuntimeException failure
                            ? failure
                            : new IllegalStateException("a decision could not be written down", e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
