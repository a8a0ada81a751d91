package landfall.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSnapshotTest {
    private static final int SIZE = 5 * 256 * 1024 + 1_234;

    @TempDir
    Path folder;

    @Test
    void isTheFileAsItWasWhateverIsWrittenMeanwhile() throws IOException {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            byte[] bytes = new byte[SIZE];
            random.nextBytes(bytes);
            Path path = Files.write(folder.resolve("file-" + seed), bytes);
            try (FileChannel file = open(path);
                    FileChannel target = open(folder.resolve("copy-" + seed))) {
                FileSnapshot snapshot = new FileSnapshot(file, target, SIZE);
                while (snapshot.copyNext()) {
                    long at = random.nextInt(SIZE + 10_000);
                    byte[] change = new byte[1 + random.nextInt(600_000)];
                    snapshot.beforeChange(at, at + change.length);
                    file.write(ByteBuffer.wrap(change), at);
                    if (random.nextInt(4) == 0) {
                        long shorter = random.nextInt(SIZE);
                        snapshot.beforeChange(shorter, Long.MAX_VALUE);
                        file.truncate(shorter);
                    }
                }
            }
            assertThat(Files.readAllBytes(folder.resolve("copy-" + seed)))
                    .as("seed " + seed)
                    .isEqualTo(bytes);
        }
    }

    @Test
    void aFaultIsToldToWhoCopiesAndNotToWhoWrites() throws IOException {
        Path path = Files.write(folder.resolve("file"), new byte[SIZE]);
        try (FileChannel file = open(path)) {
            FileChannel target = open(folder.resolve("copy"));
            FileSnapshot snapshot = new FileSnapshot(file, target, SIZE);
            target.close();
            snapshot.beforeChange(0, 10);
            assertThatThrownBy(snapshot::copyNext).isInstanceOf(IOException.class);
        }
    }

    private static FileChannel open(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    }
}
