package landfall.account;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a file is not UTF-8: a reader that decodes ahead can't say on which line it was. */
final class NotUtf8 {

    private static final int BUFFER = 1 << 13;

    private NotUtf8() {}

    /** What can be shown of a file that could not be decoded; reads it again up to the line. */
    static IOException told(Path path, CharacterCodingException fault) {
        try {
            return new IOException("line " + line(path) + " is not UTF-8: save the file as UTF-8", fault);
        } catch (IOException gone) {
            gone.addSuppressed(fault);
            return gone;
        }
    }

    /** From 1, as an editor counts: a line ends with CR LF, CR or LF. */
    private static long line(Path path) throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
        CharBuffer chars = CharBuffer.allocate(BUFFER);
        long line = 1;
        char last = 0;
        try (ReadableByteChannel file = Files.newByteChannel(path)) {
            CoderResult result = CoderResult.UNDERFLOW;
            boolean more = true;
            while (more && !result.isError()) {
                more = file.read(bytes) >= 0;
                result = decoder.decode(bytes.flip(), chars, !more);
                chars.flip();
                while (chars.hasRemaining()) {
                    char each = chars.get();
                    line += each == '\r' || (each == '\n' && last != '\r') ? 1 : 0;
                    last = each;
                }
                bytes.compact();
                chars.clear();
            }
        }
        return line;
    }
}
