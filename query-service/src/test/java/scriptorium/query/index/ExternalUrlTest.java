package scriptorium.query.index;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExternalUrlTest {

    @Test
    void theDomainIsTurnedRound() {
        assertThat(ExternalUrl.of("https://www.Example.org/a?b#c")).isEqualTo(new ExternalUrl("https://www.example.org/a?b#c", "https://org.example.www.", "/a?b#c"));
    }

    @Test
    void portsStayAndUsersGo() {
        assertThat(ExternalUrl.of("http://me:secret@example.org:8080/x")).isEqualTo(new ExternalUrl("http://example.org:8080/x", "http://org.example.:8080", "/x"));
    }

    @Test
    void mailGoesByItsDomain() {
        assertThat(ExternalUrl.of("mailto:ada@example.org?subject=x").domain()).isEqualTo("mailto:org.example.@ada");
    }

    @Test
    void aDomainThatIsTooLongIsCut() {
        assertThat(ExternalUrl.of("https://" + "a".repeat(1000) + "/").domain()).hasSize(255);
    }

    @Test
    void anythingElseIsKept() {
        assertThat(ExternalUrl.of("urn:isbn:123").url()).isEqualTo("urn:isbn:123");
        assertThat(ExternalUrl.of("").url()).isEmpty();
    }
}
