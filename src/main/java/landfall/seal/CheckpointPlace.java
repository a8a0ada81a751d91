package landfall.seal;

import java.io.IOException;

/** Somewhere outside of the database where checkpoints are kept. */
interface CheckpointPlace {

    /** For logs and metrics: {@code file} or {@code url}. */
    String kind();

    /**
     * Puts the newest checkpoint there, whatever is there.
     *
     * @throws IOException where that fails, or what is there says that the database was changed
     */
    void put(SealedLog log) throws IOException;
}
