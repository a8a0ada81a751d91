package landfall.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.ArrayList;
import java.util.List;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;

/** H2's way to a {@link PowerlessDisk}: {@code jdbc:h2:powerless:NAME/…}. H2 makes it, so it is public. */
public final class PowerlessPath extends FilePath {
    private static final String SCHEME = "powerless";

    static void register() {
        FilePath.register(new PowerlessPath());
    }

    private static PowerlessPath at(String name) {
        PowerlessPath path = new PowerlessPath();
        path.name = name;
        return path;
    }

    private String rest() {
        return name.substring(SCHEME.length() + 1);
    }

    private PowerlessDisk disk() {
        String rest = rest();
        return PowerlessDisk.find(rest.substring(0, rest.indexOf('/')));
    }

    private String file() {
        String rest = rest();
        return rest.substring(rest.indexOf('/') + 1);
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return open(disk(), file());
    }

    static FileChannel open(PowerlessDisk disk, String file) {
        disk.create(file);
        return new Opened(disk, file);
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FilePath getPath(String path) {
        return at(path);
    }

    @Override
    public long size() {
        return disk().read(file()).length;
    }

    @Override
    public boolean createFile() {
        return disk().create(file());
    }

    @Override
    public boolean exists() {
        return rest().indexOf('/') < 0 || disk().exists(file());
    }

    @Override
    public void delete() {
        disk().delete(file());
    }

    @Override
    public List<FilePath> newDirectoryStream() {
        String disk = name.indexOf('/') < 0 ? name : name.substring(0, name.indexOf('/'));
        // H2 changes it
        List<FilePath> paths = new ArrayList<>();
        PowerlessDisk.find(disk.substring(SCHEME.length() + 1))
                .list()
                .forEach(file -> paths.add(at(disk + "/" + file)));
        return paths;
    }

    @Override
    public FilePath toRealPath() {
        return this;
    }

    @Override
    public FilePath getParent() {
        return at(name.substring(0, name.indexOf('/')));
    }

    @Override
    public boolean isDirectory() {
        return rest().indexOf('/') < 0;
    }

    @Override
    public boolean isRegularFile() {
        return !isDirectory();
    }

    @Override
    public boolean isAbsolute() {
        return true;
    }

    @Override
    public long lastModified() {
        return 0;
    }

    @Override
    public boolean canWrite() {
        return true;
    }

    @Override
    public boolean setReadOnly() {
        return false;
    }

    @Override
    public void createDirectory() {}

    @Override
    public void moveTo(FilePath to, boolean atomicReplace) {
        disk().move(file(), ((PowerlessPath) to).file());
    }

    private static final class Opened extends FileBase {
        private final PowerlessDisk disk;
        private final String file;
        private long position;

        Opened(PowerlessDisk disk, String file) {
            this.disk = disk;
            this.file = file;
        }

        @Override
        public synchronized int read(ByteBuffer target, long from) throws IOException {
            return disk.read(file, target, from);
        }

        @Override
        public synchronized int write(ByteBuffer source, long to) throws IOException {
            return disk.write(file, source, to);
        }

        @Override
        public synchronized int read(ByteBuffer target) throws IOException {
            int read = read(target, position);
            position += Math.max(read, 0);
            return read;
        }

        @Override
        public synchronized int write(ByteBuffer source) throws IOException {
            int written = write(source, position);
            position += written;
            return written;
        }

        @Override
        public synchronized long position() {
            return position;
        }

        @Override
        public synchronized FileChannel position(long to) {
            position = to;
            return this;
        }

        @Override
        public long size() throws IOException {
            return disk.size(file);
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            disk.truncate(file, size);
            return this;
        }

        @Override
        public void force(boolean metaData) throws IOException {
            disk.force(file);
        }

        @Override
        public FileLock tryLock(long from, long length, boolean shared) {
            return new Lock(this, from, length, shared);
        }
    }

    /** A disk has one process. */
    private static final class Lock extends FileLock {
        Lock(FileChannel channel, long from, long length, boolean shared) {
            super(channel, from, length, shared);
        }

        @Override
        public boolean isValid() {
            return true;
        }

        @Override
        public void release() {}
    }
}
