package landfall.webhooks;

/**
 * How one webhook stands on the node that sends.
 *
 * @param delivered events, ever
 * @param failedAttempts since this node began to send
 * @param givenUp events, since then
 * @param waiting events that failed and wait, and those behind them
 * @param behind decisions that it wasn't told of yet, whether or not they changed an owner
 * @param lagSeconds age of the oldest event that was read and isn't delivered; 0 where there is none
 */
public record WebhookFigures(
        String webhook,
        long delivered,
        long failedAttempts,
        long givenUp,
        long waiting,
        long behind,
        double lagSeconds) {}
