package landfall.account;

import static org.assertj.core.api.Assertions.assertThat;

import landfall.facts.Account;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompanyFieldsTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Acme|acme",
                "ACME, Inc.|acme",
                "Acme Inc|acme",
                "Acme Incorporated|acme",
                "Acme K.K.|acme",
                "Acme KK|acme",
                "Toyota Motor Corp.|toyota motor",
                "Acme Co., Ltd.|acme",
                "Acme LLC|acme",
                "Acme L.L.C.|acme",
                "Robert Bosch GmbH & Co. KG|robert bosch",
                "Siemens AG|siemens",
                "Telefónica, S.A.|telefónica",
                "Ferrari S.p.A.|ferrari",
                "Amazon.com, Inc.|amazon.com",
                "Volkswagen Aktiengesellschaft|volkswagen",
                "株式会社日立製作所|日立製作所",
                "日立製作所 株式会社|日立製作所",
                "(株)リコー|リコー",
                "㈱リコー|リコー",
                "（株）リコー|リコー",
                "ﾘｺｰ㈱|リコー",
                "有限会社ランドフォール|ランドフォール",
                "合同会社西友|西友",
                "ＡＣＭＥ　Ｉｎｃ．|acme",
                "삼성전자 주식회사|삼성전자",
                "华为技术有限公司|华为技术",
                "ООО Ромашка|ромашка",
                "Inc.|inc.",
                "株式会社|株式会社",
                "Coca-Cola Co|coca-cola",
                "Zinc|zinc",
                "Cisco|cisco",
                "Tesco plc|tesco",
                "A/S Norske|a/s norske",
                "Novo Nordisk A/S|novo nordisk",
            })
    void namesWithoutLegalForm(String name, String key) {
        assertThat(Cleaners.clean("name", name).account().nameKey()).isEqualTo(key);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "acme.com|acme.com",
                "ACME.COM.|acme.com",
                "www.acme.com|acme.com",
                "www.www.acme.com|acme.com",
                "https://www.acme.com/about?x=1|acme.com",
                "http://user:pw@acme.com:8080#top|acme.com",
                "//acme.co.jp|acme.co.jp",
                "someone@acme.com|acme.com",
                "https://bücher.example-shop.de/|xn--bcher-kva.example-shop.de",
                "日本語.jp|xn--wgv71a119e.jp",
                "XN--BCHER-KVA.DE|xn--bcher-kva.de",
                "ａｃｍｅ．ｃｏｍ|acme.com",
                "shop.acme.com|shop.acme.com",
            })
    void domains(String sent, String domain) {
        assertThat(Cleaners.clean("domain", sent).account().domain()).isEqualTo(domain);
        assertThat(Cleaners.clean("website", sent).account().domain()).isEqualTo(domain);
        assertThat(Cleaners.clean("url", sent).account().domain()).isEqualTo(domain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"acme", "localhost", "10.0.0.1", "acme..com", "-acme.com", "a b.com", "http://", "acme.123"})
    void whatIsNoDomain(String sent) {
        CleanedAccount cleaned = Cleaners.clean("domain", sent);

        assertThat(cleaned.account().domain()).isNull();
        assertThat(cleaned.warnings()).containsExactly("domain: \"" + sent + "\" is not a domain");
    }

    @Test
    void theDomainComesFromTheMailAddressWhereThereIsNoOther() {
        assertThat(Cleaners.clean("email", "Jo@Acme.COM").account().domain()).isEqualTo("acme.com");
        assertThat(Cleaners.clean("email", "jo@acme.com", "website", "landfall.example.io")
                        .account()
                        .domain())
                .isEqualTo("landfall.example.io");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gmail.com", "yahoo.co.jp", "web.de", "orange.fr", "docomo.ne.jp", "icloud.com", "qq.com"})
    void freeMailIsNoDomain(String service) {
        CleanedAccount cleaned = Cleaners.clean("email", "jo@" + service);

        assertThat(cleaned.account().domain()).isNull();
        assertThat(cleaned.account().company()).isNull();
        assertThat(cleaned.account().freeMail()).isTrue();
        assertThat(cleaned.companyKeys()).isEmpty();
    }

    @Test
    void theDomainOfACompanyIsKeptBesideFreeMail() {
        Account account =
                Cleaners.clean("email", "jo@gmail.com", "domain", "acme.com").account();

        assertThat(account.domain()).isEqualTo("acme.com");
        assertThat(account.freeMail()).isTrue();
        assertThat(Cleaners.clean("email", "jo@acme.com").account().freeMail()).isFalse();
        assertThat(Cleaners.clean("domain", "gmail.com").account().freeMail()).isTrue();
    }

    @Test
    void reservedDomainsAreNoFreeMail() {
        assertThat(Cleaners.clean("email", "jo@example.com").account().domain()).isEqualTo("example.com");
    }

    @Test
    void aCompanyIsTheFirstOfItsIds() {
        assertThat(Cleaners.clean(
                                "company",
                                "A-1",
                                "corporateNumber",
                                "7000012050002",
                                "duns",
                                "150483782",
                                "domain",
                                "acme.com")
                        .account()
                        .company())
                .isEqualTo("A-1");
        assertThat(Cleaners.clean("corporateNumber", "7000012050002", "duns", "150483782", "domain", "acme.com")
                        .account()
                        .company())
                .isEqualTo("7000012050002");
        assertThat(Cleaners.clean("duns", "15-048-3782", "domain", "acme.com")
                        .account()
                        .company())
                .isEqualTo("150483782");
        assertThat(Cleaners.clean("domain", "acme.com").account().company()).isEqualTo("acme.com");
        assertThat(Cleaners.clean("name", "Acme").account().company()).isNull();
    }

    @Test
    void everyIdIsAKey() {
        CleanedAccount cleaned = Cleaners.clean(
                "company", "A-1",
                "corporateNumber", "T7000012050002",
                "duns", "15-048-3782",
                "domain", "acme.com",
                "parentCompany", "P-1",
                "parentCorporateNumber", "7000012050002",
                "parentDuns", 150483782,
                "parentDomain", "https://holding.com");

        assertThat(cleaned.companyKeys())
                .containsExactly("company:A-1", "corporateNumber:7000012050002", "duns:150483782", "domain:acme.com");
        assertThat(cleaned.parentCompanyKeys())
                .containsExactly(
                        "company:P-1", "corporateNumber:7000012050002", "duns:150483782", "domain:holding.com");
        assertThat(cleaned.account().parentCompany()).isEqualTo("P-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7000012050003", "700001205000", "70000120500022", "abc", "6000012050002"})
    void aCorporateNumberChecksItself(String number) {
        CleanedAccount cleaned = Cleaners.clean("corporateNumber", number);

        assertThat(cleaned.account().company()).isNull();
        assertThat(cleaned.companyKeys()).isEmpty();
        assertThat(cleaned.warnings())
                .containsExactly(
                        "corporateNumber: \"" + number + "\" is no corporate number (13 digits, the first checks)");
    }

    @Test
    void aDomainAsAnIdIsOneWhateverItsCase() {
        assertThat(Cleaners.clean("company", "ACME.com").companyKeys()).containsExactly("company:acme.com");
        assertThat(Cleaners.clean("company", "0015g00000XyZ").companyKeys()).containsExactly("company:0015g00000XyZ");
    }
}
