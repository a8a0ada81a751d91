package landfall.cli;

import landfall.transfer.Move;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows on a terminal how far a move is, in rows; elsewhere nothing. */
public final class MoveProgress implements Move.Progress, AutoCloseable {

    private @Nullable ProgressBar bar;

    @Override
    public void begins(long rows) {
        boolean terminal = Terminal.isPresent();
        bar = new ProgressBarBuilder()
                .setTaskName("move")
                .setInitialMax(rows)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(terminal ? 200 : Integer.MAX_VALUE)
                .setConsumer(terminal ? new ConsoleProgressBarConsumer(System.err) : new SilentProgress())
                .build();
    }

    @Override
    public void step() {
        if (bar != null) {
            bar.step();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
