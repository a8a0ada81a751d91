package landfall.metrics;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import landfall.webhooks.WebhookFigures;

/** How webhooks stand, on the node that sends to them; on the others there are none. */
final class WebhookMetrics {

    private static final String LABEL = "webhook";

    private final PrometheusRegistry registry;
    private final Supplier<List<WebhookFigures>> webhooks;

    WebhookMetrics(PrometheusRegistry registry, Supplier<List<WebhookFigures>> webhooks) {
        this.registry = registry;
        this.webhooks = webhooks;
        counter("landfall_webhook_delivered_total", "Events that were delivered, ever.", WebhookFigures::delivered);
        counter(
                "landfall_webhook_failures_total",
                "Attempts that failed since this node began to send.",
                WebhookFigures::failedAttempts);
        counter(
                "landfall_webhook_given_up_total",
                "Events that were given up since this node began to send.",
                WebhookFigures::givenUp);
        gauge(
                "landfall_webhook_waiting",
                "Events that failed and wait for another attempt, and those behind them.",
                WebhookFigures::waiting);
        gauge(
                "landfall_webhook_behind_decisions",
                "Decisions that the webhook has not passed yet, whether or not they changed an owner.",
                WebhookFigures::behind);
        gauge(
                "landfall_webhook_lag_seconds",
                "Age of the oldest event that was read and isn't delivered; 0 where there is none.",
                WebhookFigures::lagSeconds);
    }

    private void counter(String name, String help, ToDoubleFunction<WebhookFigures> value) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(LABEL)
                .callback(point ->
                        webhooks.get().forEach(figures -> point.call(value.applyAsDouble(figures), figures.webhook())))
                .register(registry);
    }

    private void gauge(String name, String help, ToDoubleFunction<WebhookFigures> value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(LABEL)
                .callback(point ->
                        webhooks.get().forEach(figures -> point.call(value.applyAsDouble(figures), figures.webhook())))
                .register(registry);
    }
}
