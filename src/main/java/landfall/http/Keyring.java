package landfall.http;

/** The keys that callers have to show. Asked at each call, by any number of threads: it must answer from memory. */
public interface Keyring {

    /** None are configured: whoever uses this machine may do all. */
    Keyring NONE = new Keyring() {
        @Override
        public boolean isConfigured() {
            return false;
        }

        @Override
        public Caller admit(String key) {
            throw new ApiException(ErrorCode.API_KEY_INVALID, "No keys are configured.");
        }
    };

    /** Whether there is, or ever was, a key; once true it stays so. */
    boolean isConfigured();

    /**
     * Who shows this key.
     *
     * @throws ApiException where it is none, is no longer valid, or is used too often
     */
    Caller admit(String key);
}
