package landfall.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/** Ends a body at its limit, counted after decompression, and refuses an encoding that nobody has decompressed. */
@PreMatching
final class BodyLimitFilter implements ContainerRequestFilter {

    private final long most;
    private final Set<String> streamed;

    /** @param streamed paths of calls that read their bodies line by line, and limit these */
    BodyLimitFilter(long most, Set<String> streamed) {
        this.most = most;
        this.streamed = Set.copyOf(streamed);
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String encoding = request.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.isBlank() && !encoding.equalsIgnoreCase("identity")) {
            throw new ApiException(
                    ErrorCode.UNSUPPORTED_ENCODING, "A body is taken as it is, or compressed once with gzip.");
        }
        if (streamed.contains(request.getUriInfo().getRequestUri().getPath())) {
            return;
        }
        if (request.getLength() > most) {
            throw tooLarge();
        }
        request.setEntityStream(new Limited(request.getEntityStream()));
    }

    private ApiException tooLarge() {
        return new ApiException(ErrorCode.BODY_TOO_LARGE, "At most " + most + " bytes are taken.");
    }

    private final class Limited extends FilterInputStream {
        private long left = most;

        Limited(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            if (read >= 0) {
                count(1);
            }
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            if (read > 0) {
                count(read);
            }
            return read;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        private void count(int read) {
            left -= read;
            if (left < 0) {
                throw tooLarge();
            }
        }
    }
}
