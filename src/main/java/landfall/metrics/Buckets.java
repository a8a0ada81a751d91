package landfall.metrics;

/** Upper bounds of histograms; few, for each is a series of its own. */
final class Buckets {

    /** Of phases of a batch, in seconds: from a tenth of a millisecond to the lane's longest waits. */
    static final double[] PHASE = {0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5};

    /** Of calls over HTTP, in seconds. */
    static final double[] CALL = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10};

    /** Of proposals in a batch. */
    static final double[] SIZE = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512};

    private static final double NANOS = 1e-9;

    private Buckets() {}

    static double seconds(long nanos) {
        return nanos * NANOS;
    }
}
