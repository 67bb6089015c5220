package scriptorium.router.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import scriptorium.contract.call.SetCookie;
import scriptorium.router.Site;

class CookiesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T03:50:06Z");

    @Test
    void writesASessionCookieWithoutEnd() {
        assertThat(Cookies.header(new SetCookie("_session", "abc", -1, true), Site.at("http://wiki.example"), NOW))
                .isEqualTo("testwiki_session=abc; path=/; HttpOnly");
    }

    @Test
    void writesACookieThatLasts() {
        assertThat(Cookies.header(new SetCookie("UserName", "A b", 15552000, true), Site.at("http://wiki.example"), NOW))
                .isEqualTo("testwikiUserName=A%20b; expires=Fri, 21 May 2027 03:50:06 GMT; Max-Age=15552000; path=/; HttpOnly");
    }

    @Test
    void deletesACookie() {
        assertThat(Cookies.header(new SetCookie("Token", "", 0, true), Site.at("http://wiki.example"), NOW))
                .isEqualTo("testwikiToken=deleted; expires=Thu, 01 Jan 1970 00:00:01 GMT; Max-Age=0; path=/; HttpOnly");
    }

    @Test
    void isForThisSiteAloneUnlessPagesElsewhereMayCall() {
        assertThat(SetCookie.attributes(false, false)).isEqualTo("; path=/; HttpOnly; SameSite=Lax");
        assertThat(SetCookie.attributes(true, false)).isEqualTo("; path=/; secure; HttpOnly; SameSite=Lax");
        assertThat(SetCookie.attributes(true, true)).isEqualTo("; path=/; secure; HttpOnly; SameSite=None");
        assertThat(SetCookie.attributes(false, true)).isEqualTo("; path=/; HttpOnly");
    }

    @Test
    void isSecureWhereTheWikiIs() {
        assertThat(Cookies.header(new SetCookie("UseDC", "master", 10, false), Site.at("https://wiki.example"), NOW))
                .isEqualTo("UseDC=master; expires=Sun, 22 Nov 2026 03:50:16 GMT; Max-Age=10; path=/; secure; HttpOnly; SameSite=None");
    }
}
