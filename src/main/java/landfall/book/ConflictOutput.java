package landfall.book;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import landfall.book.CompanyReport.OwnedAccount;
import landfall.book.CompanyReport.Proposal;
import landfall.ledger.CompanyConflicts;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Writes companies with several owners as they are read, one at a time.
 *
 * @param limit companies at most
 */
record ConflictOutput(CompanyConflicts conflicts, Keeps keeps, Sellers sellers, long limit) {

    private static final int BUFFER = 64 * 1024;

    private static final String[] COLUMNS = {
        "company",
        "companyOwner",
        "source",
        "externalId",
        "name",
        "companyKeys",
        "owner",
        "ownerActive",
        "territory",
        "rule",
        "since",
        "annualRevenue",
        "keeps",
        "goesTo",
        "because"
    };

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    /** Told of each company. */
    private interface Writing {
        void write(CompanyReport company) throws IOException;
    }

    private void each(Writing writing) throws IOException {
        long told = 0;
        CompanyConflicts.Conflict<OwnedAccount> conflict = conflicts.next(OwnedAccount::of);
        while (conflict != null && told < limit) {
            CompanyReport company = CompanyReport.of(conflict, keeps, sellers);
            if (company != null) {
                writing.write(company);
                told++;
            }
            conflict = told < limit ? conflicts.next(OwnedAccount::of) : null;
        }
    }

    /** One company in each line. */
    void ndjson(OutputStream stream) throws IOException {
        OutputStream out = new BufferedOutputStream(stream, BUFFER);
        each(company -> {
            out.write(JSON.writeValueAsBytes(company));
            out.write('\n');
        });
        out.flush();
    }

    /** RFC 4180, a row for each account, the names of the columns first; a spreadsheet runs no cell of it. */
    void csv(OutputStream stream) throws IOException {
        CSVPrinter printer = new CSVPrinter(
                new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), BUFFER),
                CSVFormat.RFC4180.builder().setHeader(COLUMNS).get());
        each(company -> {
            for (OwnedAccount account : company.accounts()) {
                row(company, account, printer);
            }
        });
        printer.flush();
    }

    private void row(CompanyReport company, OwnedAccount account, CSVPrinter printer) throws IOException {
        Proposal proposal = company.proposal();
        printer.printRecord(
                company.company(),
                BookRow.cell(company.companyOwner()),
                BookRow.cell(account.source()),
                BookRow.cell(account.externalId()),
                BookRow.cell(account.name()),
                BookRow.cell(account.companyKeys()),
                BookRow.cell(account.owner()),
                sellers.isActive(account.owner()),
                BookRow.cell(account.territory()),
                BookRow.cell(account.rule()),
                account.since(),
                BookRow.cell(account.annualRevenue()),
                BookRow.cell(proposal == null ? null : proposal.keeps()),
                BookRow.cell(company.goesTo(account)),
                proposal == null ? "none of the owners sells" : BookRow.cell(proposal.because()));
    }
}
