package landfall.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases of W3C Trace Context, section 3.2 and 4.3. */
class TraceContextTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00f067aa0ba902b7";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-" + TRACE + "-" + PARENT + "-01",
                "00-" + TRACE + "-" + PARENT + "-00",
                "00-" + TRACE + "-" + PARENT + "-ff",
                "  00-" + TRACE + "-" + PARENT + "-01 ",
                "01-" + TRACE + "-" + PARENT + "-01",
                "cc-" + TRACE + "-" + PARENT + "-01-what-comes-later"
            })
    void theCallersTraceGoesOnInASpanOfOurOwn(String parent) {
        TraceContext context = TraceContext.of(List.of(parent), List.of("vendor=1"));
        assertThat(context.traceId()).isEqualTo(TRACE);
        assertThat(context.spanId()).matches("[0-9a-f]{16}").isNotEqualTo(PARENT);
        assertThat(context.state()).isEqualTo("vendor=1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "ff-" + TRACE + "-" + PARENT + "-01",
                "00-" + TRACE + "-" + PARENT + "-01-more",
                "01-" + TRACE + "-" + PARENT + "-01more",
                "00-00000000000000000000000000000000-" + PARENT + "-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + PARENT + "-01",
                "00-" + TRACE + "-00F067AA0BA902B7-01",
                "0A-" + TRACE + "-" + PARENT + "-01",
                "00-" + TRACE + "-" + PARENT + "-0x",
                "00-" + TRACE + "-" + PARENT + "-1",
                "00_" + TRACE + "-" + PARENT + "-01",
                "00-" + TRACE + "-" + PARENT,
                "00-4bf92f3577b34da6a3ce929d0e0e473-" + PARENT + "-012"
            })
    void whatCantBeReadIsAsIfItWerentThere(String parent) {
        TraceContext context = TraceContext.of(List.of(parent), List.of("vendor=1"));
        assertThat(context.traceId()).matches("[0-9a-f]{32}").isNotEqualTo(TRACE);
        assertThat(context.state()).isNull();
    }

    @Test
    void twoParentsAreNone() {
        String parent = "00-" + TRACE + "-" + PARENT + "-01";
        assertThat(TraceContext.of(List.of(parent, parent), List.of()).traceId())
                .isNotEqualTo(TRACE);
    }

    @Test
    void severalStatesAreOneAndAVeryLongOneIsNone() {
        List<String> parent = List.of("00-" + TRACE + "-" + PARENT + "-01");
        assertThat(TraceContext.of(parent, List.of("a=1", "b=2")).state()).isEqualTo("a=1,b=2");
        assertThat(TraceContext.of(parent, List.of("a=" + "x".repeat(511))).state())
                .isNull();
    }

    @Test
    void eachCallWithoutOneHasATraceOfItsOwn() {
        assertThat(TraceContext.of(List.of(), List.of()).traceId())
                .isNotEqualTo(TraceContext.of(List.of(), List.of()).traceId());
    }
}
