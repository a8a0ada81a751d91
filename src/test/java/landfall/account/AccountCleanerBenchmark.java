package landfall.account;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** What cleaning one account costs. Aim: at most 20 µs. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class AccountCleanerBenchmark {

    private final AccountRequest contract = Cleaners.request(
            "source", "marketo",
            "externalId", "lead-8841",
            "name", "Acme KK",
            "country", "Japan",
            "region", "東京都",
            "postalCode", "100-0001",
            "industry", "SaaS",
            "employees", 420,
            "dealSize", 12000000,
            "currency", "JPY");

    private final AccountRequest form = Cleaners.request(
            "source", "form",
            "externalId", "8841",
            "name", "Acme, Inc.",
            "email", "Jo.Doe@acme.com",
            "website", "https://www.acme.com/about",
            "person", "Jo Doe",
            "title", "VP Sales",
            "location", "Saint Paul, Minnesota",
            "postal_code", "55101-1234",
            "annualRevenue", "$1,200,000",
            "employees", "1,200",
            "tags", "vip, trial",
            "language", "en-US",
            "leadSource", "Web",
            "utm_source", "search",
            "seats", "1,200");

    private final AccountRequest telephone = Cleaners.request("country", "US", "phone", "(650) 253-0000");

    private final AccountRequest clean =
            Cleaners.request("source", "crm", "externalId", "1", "country", "US", "region", "CA", "employees", 5);

    @Benchmark
    public CleanedAccount exampleOfTheContract() {
        return Cleaners.CLEANER.clean(contract, Cleaners.TODAY);
    }

    @Benchmark
    public CleanedAccount webForm() {
        return Cleaners.CLEANER.clean(form, Cleaners.TODAY);
    }

    @Benchmark
    public CleanedAccount telephoneNumber() {
        return Cleaners.CLEANER.clean(telephone, Cleaners.TODAY);
    }

    @Benchmark
    public CleanedAccount alreadyClean() {
        return Cleaners.CLEANER.clean(clean, Cleaners.TODAY);
    }

    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(AccountCleanerBenchmark.class.getSimpleName())
                        .build())
                .run();
    }
}
