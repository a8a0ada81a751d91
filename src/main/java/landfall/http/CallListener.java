package landfall.http;

/** Told of each call to the application port once it was answered; it must return at once. */
@FunctionalInterface
public interface CallListener {

    /**
     * Which resource answered.
     *
     * @param method of HTTP
     * @param template of its path, such as {@code /api/assignments/{id}}
     */
    record Route(String method, String template) {

        /** No resource: an unknown path, or a call that was refused before. */
        public static final Route OTHER = new Route("other", "other");
    }

    /**
     * A call ended.
     *
     * @param status that was sent, or 0 where the connection broke before all of the answer was
     * @param nanos since the first byte of the request came, to the last of the answer
     */
    void answered(Route route, int status, long nanos);
}
