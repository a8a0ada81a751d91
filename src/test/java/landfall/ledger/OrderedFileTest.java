package landfall.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderedFileTest {
    private static final int BLOCK = 4096;

    @TempDir
    Path folder;

    @Test
    void whereTheLastSectorOfAWriteIsOnDiskAllOfItIs() throws IOException {
        int footOnDisk = 0;
        for (int seed = 0; seed < 200; seed++) {
            byte[] disk = afterPowerFailure(seed, true);
            if (disk[8 * BLOCK - 1] == 1) {
                footOnDisk++;
                assertThat(ones(disk)).as("seed " + seed).isEqualTo(8 * BLOCK);
            }
        }
        assertThat(footOnDisk).isPositive();
    }

    @Test
    void withoutTheOrderALastSectorMayStandAlone() throws IOException {
        boolean torn = false;
        for (int seed = 0; seed < 200; seed++) {
            byte[] disk = afterPowerFailure(seed, false);
            torn |= disk[8 * BLOCK - 1] == 1 && ones(disk) < 8 * BLOCK;
        }
        assertThat(torn).isTrue();
    }

    @Test
    void readsWhatWasWritten() throws IOException {
        byte[] bytes = new byte[3 * BLOCK + 17];
        new Random(1).nextBytes(bytes);
        try (FileChannel file = new OrderedFile(open(folder.resolve("plain")))) {
            assertThat(file.write(ByteBuffer.wrap(bytes), 100)).isEqualTo(bytes.length);
            assertThat(file.size()).isEqualTo(100 + bytes.length);
            ByteBuffer read = ByteBuffer.allocate(bytes.length);
            assertThat(file.read(read, 100)).isEqualTo(bytes.length);
            assertThat(read.array()).isEqualTo(bytes);
            file.truncate(100);
            assertThat(file.size()).isEqualTo(100);
        }
    }

    /** Places far from each other are written in random order; a copy that is begun meanwhile has the first ones and no other. */
    @Test
    void aCopyIsOfOneMomentBetweenTwoWrites() throws Exception {
        int places = 200;
        int apart = 300_000;
        int inTheMidst = 0;
        for (int seed = 0; seed < 10; seed++) {
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, places).boxed().toList());
            Collections.shuffle(order, new Random(seed));
            CountDownLatch begun = new CountDownLatch(5);
            Path copied = folder.resolve("copied-" + seed);
            try (OrderedFile file = new OrderedFile(open(folder.resolve("written-" + seed)));
                    FileChannel target = open(copied)) {
                file.write(ByteBuffer.wrap(new byte[1]), (long) places * apart);
                Thread writer = new Thread(() -> order.forEach(place -> {
                    write(file, (long) place * apart);
                    begun.countDown();
                }));
                writer.start();
                begun.await();
                file.copyTo(target);
                writer.join();
            }
            byte[] copy = Files.readAllBytes(copied);
            int written = 0;
            while (written < places && copy[order.get(written) * apart] == 1) {
                written++;
            }
            for (int place : order.subList(written, places)) {
                assertThat(copy[place * apart]).as("seed " + seed).isZero();
            }
            inTheMidst += written < places ? 1 : 0;
        }
        assertThat(inTheMidst).isPositive();
    }

    private static void write(FileChannel file, long place) {
        try {
            file.write(ByteBuffer.wrap(new byte[] {1}), place);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Eight blocks of zeros are synced, then written over with ones, and the power fails in the midst of it. */
    private byte[] afterPowerFailure(int seed, boolean ordered) throws IOException {
        String name = "torn" + ordered + seed;
        Random random = new Random(seed);
        PowerlessDisk disk = PowerlessDisk.make(name);
        FileChannel powerless = PowerlessPath.open(disk, "file");
        FileChannel file = ordered ? new OrderedFile(powerless) : powerless;
        file.write(ByteBuffer.wrap(new byte[8 * BLOCK]), 0);
        file.force(true);
        disk.failAfter(random.nextInt(ordered ? 3 : 1));
        byte[] ones = new byte[8 * BLOCK];
        Arrays.fill(ones, (byte) 1);
        try {
            file.write(ByteBuffer.wrap(ones), 0);
        } catch (IOException e) {
            // The power is off.
        }
        byte[] left = disk.leave(random, name + "left").read("file");
        PowerlessDisk.forget(name);
        PowerlessDisk.forget(name + "left");
        return left;
    }

    private static FileChannel open(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static int ones(byte[] disk) {
        int ones = 0;
        for (byte value : disk) {
            ones += value;
        }
        return ones;
    }
}
