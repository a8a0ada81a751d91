package landfall.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;

/** A body that is nothing, or only {@code null}, never reaches a resource; an answer that can't be written is a defect of ours. */
final class BodyInterceptor implements ReaderInterceptor, WriterInterceptor {

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        Object body = context.proceed();
        if (body == null) {
            throw new ApiException(ErrorCode.EMPTY_BODY, "This call needs a body.");
        }
        return body;
    }

    @Override
    public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
        try {
            context.proceed();
        } catch (JsonProcessingException e) {
            throw Problems.defect(e);
        }
    }
}
