package landfall.metrics;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Answers in the text format 0.0.4, or as OpenMetrics where the reader takes that. */
final class ScrapeServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient PrometheusRegistry registry;
    private final transient ExpositionFormatWriter text = PrometheusTextFormatWriter.create();
    private final transient ExpositionFormatWriter openMetrics = OpenMetricsTextFormatWriter.create();

    ScrapeServlet(PrometheusRegistry registry) {
        this.registry = registry;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ExpositionFormatWriter format = openMetrics.accepts(request.getHeader("Accept")) ? openMetrics : text;
        ByteArrayOutputStream body = new ByteArrayOutputStream(64 * 1024);
        format.write(body, registry.scrape());
        response.setContentType(format.getContentType());
        response.setContentLength(body.size());
        body.writeTo(response.getOutputStream());
    }
}
