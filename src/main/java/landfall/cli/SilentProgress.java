package landfall.cli;

import me.tongfei.progressbar.ProgressBarConsumer;

/** Shows nothing: for output that goes to a pipe or a file. */
final class SilentProgress implements ProgressBarConsumer {

    @Override
    public int getMaxRenderedLength() {
        return 80;
    }

    @Override
    public void accept(String rendered) {
        // nobody looks
    }

    @Override
    public void close() {
        // nothing was opened
    }
}
