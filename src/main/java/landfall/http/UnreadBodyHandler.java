package landfall.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Reads what a call left of its body before it is answered, and waits for that without a thread. Otherwise the server would have
 * to close the connection behind the answer, and a client that goes on with it would learn so with its next call only. Where
 * more is left than is worth reading, the answer says that the connection ends.
 */
final class UnreadBodyHandler extends Handler.Wrapper {

    private static final long MOST_BYTES = 4 * 1024 * 1024;

    UnreadBodyHandler(Handler calls) {
        super(calls);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        // Whoever asks whether he may send his body, and isn't told so, doesn't send it.
        return request.getHeaders().contains(HttpHeader.EXPECT)
                ? super.handle(request, response, callback)
                : super.handle(request, new Answer(request, response), callback);
    }

    /** An answer that is whole with its first write; a call that answers in parts may still be reading. */
    private static final class Answer extends Response.Wrapper {
        private boolean begun;

        Answer(Request request, Response response) {
            super(request, response);
        }

        @Override
        public void write(boolean last, ByteBuffer content, Callback callback) {
            // Who said that the connection ends waits for nothing more of it.
            boolean whole =
                    last && !begun && !getHeaders().contains(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
            begun = true;
            if (whole) {
                new Rest(this, content, callback).run();
            } else {
                super.write(last, content, callback);
            }
        }

        private void end(ByteBuffer content, Callback callback) {
            super.write(true, content, callback);
        }
    }

    private static final class Rest implements Runnable {
        private final Answer answer;
        private final ByteBuffer content;
        private final Callback callback;
        private long left = MOST_BYTES;

        Rest(Answer answer, ByteBuffer content, Callback callback) {
            this.answer = answer;
            this.content = content;
            this.callback = callback;
        }

        @Override
        public void run() {
            Request request = answer.getRequest();
            while (true) {
                Content.Chunk chunk = request.read();
                if (chunk == null) {
                    request.demand(this);
                    return;
                }
                boolean broken = Content.Chunk.isFailure(chunk);
                boolean end = chunk.isLast();
                left -= chunk.remaining();
                chunk.release();
                if (broken || (left < 0 && !end)) {
                    answer.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
                    break;
                }
                if (end) {
                    break;
                }
            }
            answer.end(content, callback);
        }
    }
}
