package landfall.engine;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.api.runtime.conf.ClockTypeOption;
import org.kie.api.runtime.rule.FactHandle;

/**
 * Long-lived sessions of one knowledge base, made when first needed, lent in the order of asking. A session that threw
 * is thrown away. Thread-safe.
 */
final class SessionPool implements AutoCloseable {

    private final KieBase base;
    private final KieSessionConfiguration configuration;
    private final int most;
    private final Semaphore permits;
    // The session that was used last comes first: its memory is still in the cache.
    private final ConcurrentLinkedDeque<KieSession> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    SessionPool(KieBase base, int sessions) {
        this.base = base;
        this.most = sessions;
        this.permits = new Semaphore(sessions, true);
        this.configuration = KieServices.get().newKieSessionConfiguration();
        // Rules read the moment of their subject; a session's own clock would only cost a timer.
        configuration.setOption(ClockTypeOption.PSEUDO);
    }

    /** Fires the rules that match; the session holds nothing of them afterwards. */
    void fire(List<Candidate> candidates) {
        if (candidates.isEmpty()) {
            return;
        }
        permits.acquireUninterruptibly();
        try {
            KieSession session = take();
            boolean sound = false;
            try {
                FactHandle[] handles = new FactHandle[candidates.size()];
                for (int each = 0; each < handles.length; each++) {
                    handles[each] = session.insert(candidates.get(each));
                }
                session.fireAllRules();
                for (FactHandle handle : handles) {
                    session.delete(handle);
                }
                sound = true;
            } finally {
                giveBack(session, sound);
            }
        } finally {
            permits.release();
        }
    }

    int inUse() {
        return most - permits.availablePermits();
    }

    private KieSession take() {
        KieSession known = idle.pollFirst();
        if (known != null) {
            return known;
        }
        if (closed) {
            throw new IllegalStateException("the rules are closed");
        }
        return base.newKieSession(configuration, null);
    }

    private void giveBack(KieSession session, boolean sound) {
        if (sound && !closed) {
            idle.addFirst(session);
            if (!closed) {
                return;
            }
            if (!idle.remove(session)) {
                return;
            }
        }
        session.dispose();
    }

    /** What is under way ends well; what comes later throws IllegalStateException. */
    @Override
    public void close() {
        closed = true;
        for (KieSession session = idle.pollFirst(); session != null; session = idle.pollFirst()) {
            session.dispose();
        }
    }
}
