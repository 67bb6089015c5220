package scriptorium.wikitext.title;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scriptorium.wikitext.api.InterwikiPrefix;
import scriptorium.wikitext.api.WikiSite;

class TitleParserTest {

    private static final WikiSite SITE = new WikiSite("Wiki", "http://localhost", "/wiki/$1", "/w", "/images", "en", "Main Page",
            DefaultNamespaces.of("Wiki"), Map.of("other", new InterwikiPrefix("other", "https://other/$1", false, ""),
                    "here", new InterwikiPrefix("here", "http://localhost/wiki/$1", true, "")), Map.of("LocalInterwikis", "here"));
    private final TitleParser titles = new TitleParser(SITE);

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "foo|Foo", "' foo__bar '|Foo bar", ":foo|Foo", "foo:|Foo:", "User talk: bob |User talk:Bob", "image:x.jpg|File:X.jpg",
        "Project:a|Wiki:A", "ßx|Ssx", "ა|ა", "ŉa|ʼNa", "&amp;|&", "&#65;b|Ab", "a%zz|A%zz", "Talk : x|Talk:X", "foo :bar|Foo :bar",
        "User:::1|User:0:0:0:0:0:0:0:1", "user:2001:db8::/32|User:2001:DB8:0:0:0:0:0:0/32", "User:01.02.003.4|User:1.2.3.4",
        "other:foo|other:foo", "here:foo|Foo", "here:|Main Page", "Foo#bar|Foo", "e\u0301|É"})
    void reads_titles(String raw, String full) {
        assertThat(titles.parse(raw, 0).title().map(titles::fullText)).contains(full);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''|title-invalid-empty", "Talk:|title-invalid-empty", "Help:#a|title-invalid-empty", "::foo|title-invalid-leading-colon",
        "User::x|title-invalid-leading-colon", "Talk:File:x|title-invalid-talk-namespace", "a<b|title-invalid-characters",
        "%41|title-invalid-characters", "&foo;|title-invalid-characters", "&lt;|title-invalid-characters", "../x|title-invalid-relative",
        "a/./b|title-invalid-relative", "~~~|title-invalid-magic-tilde", "a\uFFFDb|title-invalid-utf8"})
    void refuses_texts_that_are_no_titles(String raw, String key) {
        assertThat(titles.parse(raw, 0)).isInstanceOfSatisfying(ParsedTitle.Invalid.class, invalid -> assertThat(invalid.problem().key())
                .isEqualTo(key));
    }

    @Test
    void counts_bytes() {
        assertThat(titles.parse("é".repeat(127), 0).title()).isPresent();
        assertThat(titles.parse("é".repeat(128), 0).title()).isEmpty();
        assertThat(titles.parse("Special:" + "x".repeat(300), 0).title()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"bob,Bob", "User:bob,Bob", "1.2.3.x,1.2.3.x", "*foo,*foo"})
    void knows_names_for_accounts(String raw, String name) {
        assertThat(UserNames.canonical(raw, titles)).contains(name);
    }

    @ParameterizedTest
    @CsvSource({"1.2.3.4", "1.2.3.xxx", "300.1.2.3", "::1", "Bob/x", "Bob@x", "a=b", "~2024-1", "Unknown user", "Talk:Bob", "A>b",
            "a\u200Bb"})
    void refuses_names_for_accounts(String raw) {
        assertThat(UserNames.canonical(raw, titles)).isEmpty();
    }

    @Test
    void names_of_other_wikis_stay_valid() {
        assertThat(UserNames.valid("bob@x", titles)).contains("Bob@x");
        assertThat(UserNames.parameter("2001:db8::1", Set.of("ip"), titles)).contains("2001:DB8:0:0:0:0:0:1");
        assertThat(UserNames.parameter("10.0.0.0/33", Set.of("cidr"), titles)).isEqualTo(Optional.empty());
    }
}
