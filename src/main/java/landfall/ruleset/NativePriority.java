package landfall.ruleset;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The priority that the operating system gives a thread. Java's own priorities reach Linux only with a flag of the
 * machine's; elsewhere than on Linux nothing is changed.
 */
final class NativePriority {

    /** Between −20 and 19; a thread of it gets about a tenth of the time that one of 0 gets, and all where nobody wants it. */
    static final int LOW = 10;

    private static final Logger LOG = LoggerFactory.getLogger(NativePriority.class);
    private static final int PROCESS = 0;
    private static final int THIS_THREAD = 0;

    private NativePriority() {}

    /** Of the C library. */
    interface Scheduling extends Library {
        int setpriority(int which, int who, int priority);
    }

    private static final class Lazy {
        private static final Scheduling C = Native.load("c", Scheduling.class);
    }

    /** Lowers that of the calling thread, for good. */
    static void lower() {
        if (!Platform.isLinux()) {
            return;
        }
        try {
            if (Lazy.C.setpriority(PROCESS, THIS_THREAD, LOW) != 0) {
                LOG.debug(
                        "The priority of {} could not be lowered",
                        Thread.currentThread().getName());
            }
        } catch (LinkageError unreachable) {
            LOG.debug("The priority of threads can't be lowered here", unreachable);
        }
    }
}
