package landfall.cli;

import java.io.Console;
import java.lang.reflect.Method;

/** Whether a person looks at the output. */
final class Terminal {

    private Terminal() {}

    @SuppressWarnings("SystemConsoleNull") // later JDKs have a console even in a pipe, and isTerminal to tell
    static boolean isPresent() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            Method isTerminal = Console.class.getMethod("isTerminal");
            return (boolean) isTerminal.invoke(console);
        } catch (ReflectiveOperationException before22) {
            return true;
        }
    }
}
