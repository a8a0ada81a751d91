package landfall.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import org.junit.jupiter.api.Test;

/** Forms as browsers and marketing tools encode them. */
class FormBodyTest {

    private static String read(String form) {
        return FormBody.read(form.getBytes(StandardCharsets.ISO_8859_1), null).toString();
    }

    @Test
    void fieldsByTheirNames() {
        assertThat(read("name=Acme+K.K.&region=%E6%9D%B1%E4%BA%AC%E9%83%BD&empty=&bare"))
                .isEqualTo("{\"name\":\"Acme K.K.\",\"region\":\"東京都\",\"empty\":\"\",\"bare\":\"\"}");
    }

    @Test
    void whatIsNoEscapeStandsForItself() {
        assertThat(read("note=100%&other=5%zz&sum=a%3Db=c&&"))
                .isEqualTo("{\"note\":\"100%\",\"other\":\"5%zz\",\"sum\":\"a=b=c\"}");
    }

    @Test
    void aRepeatedFieldIsAListOfWhatItSays() {
        assertThat(read("tags=a&tags=b&tags=a&tags=+&employees=&employees=50&country=SE&country=SE"))
                .isEqualTo("{\"tags\":[\"a\",\"b\"],\"employees\":\"50\",\"country\":\"SE\"}");
    }

    @Test
    void theCharsetIsTheContentTypesElseTheFormsOwnElseUtf8() {
        byte[] japanese = "name=".getBytes(StandardCharsets.US_ASCII);
        byte[] name = "東京".getBytes(Charset.forName("Shift_JIS"));
        byte[] form = new byte[japanese.length + name.length];
        System.arraycopy(japanese, 0, form, 0, japanese.length);
        System.arraycopy(name, 0, form, japanese.length, name.length);

        assertThat(FormBody.read(form, "shift_jis").path("name").asText()).isEqualTo("東京");
        assertThat(read("_charset_=windows-1252&name=M%FCller")).isEqualTo("{\"name\":\"Müller\"}");
        assertThat(read("_charset_=&name=M%C3%BCller")).isEqualTo("{\"name\":\"Müller\"}");
    }

    @Test
    void bytesThatAreNoTextAreNamed() {
        assertThatThrownBy(() -> read("name=M%FCller&country=DE&city=%FC"))
                .isInstanceOfSatisfying(ApiException.class, fault -> {
                    assertThat(fault.code()).isEqualTo(ErrorCode.MALFORMED_FORM);
                    assertThat(fault.issues()).extracting("place").containsExactly("name", "city");
                    assertThat(fault.issues().get(0).hint()).contains("charset=");
                });
        assertThatThrownBy(() -> FormBody.read("a=b".getBytes(StandardCharsets.UTF_8), "klingon"))
                .hasMessageContaining("\"klingon\"");
    }

    @Test
    void jsonThatSaysItIsAFormIsTold() {
        assertThatThrownBy(() -> read(" {\"externalId\": \"1\"}"))
                .isInstanceOfSatisfying(ApiException.class, fault -> assertThat(fault.code())
                        .isEqualTo(ErrorCode.UNSUPPORTED_MEDIA_TYPE))
                .hasMessageContaining("Content-Type: application/json");
    }

    @Test
    void aFormHasFieldsAndNotTooMany() {
        assertThatThrownBy(() -> read("")).isInstanceOfSatisfying(ApiException.class, fault -> assertThat(fault.code())
                .isEqualTo(ErrorCode.EMPTY_BODY));
        assertThat(FormBody.read("a=1&".repeat(FormBody.MOST_FIELDS).getBytes(StandardCharsets.UTF_8), null))
                .hasSize(1);
        assertThatThrownBy(() -> read("a=1&".repeat(FormBody.MOST_FIELDS + 1)))
                .hasMessageContaining("at most 1000 fields");
    }
}
