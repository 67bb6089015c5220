package scriptorium.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static scriptorium.endtoend.OAuthUser.CALLBACK;
import static scriptorium.endtoend.OAuthUser.VERIFIER;
import static scriptorium.endtoend.OAuthUser.address;
import static scriptorium.endtoend.OAuthUser.json;
import static scriptorium.endtoend.OAuthUser.location;
import static scriptorium.endtoend.OAuthUser.parameter;
import static scriptorium.endtoend.OAuthUser.whoIs;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OAuth 2 as clients and their users meet it; every refusal that keeps users safe. */
@ExtendWith(SuiteUnderTest.class)
class OAuthTest {

    private static final String INVALID = "mwoauth-invalid-authorization";

    private static OAuthUser user;
    private static OAuthUser.Client app;
    private static OAuthUser.Client page;

    @BeforeAll
    static void register() throws Exception {
        user = new OAuthUser();
        user.logIn("/w/index.php?title=Special:UserLogin");
        app = user.register("App", "\"callback_url\":\"" + CALLBACK + "\",\"scopes\":[\"editpage\",\"createeditmovepage\"],"
                + "\"grant_types\":[\"authorization_code\",\"refresh_token\",\"client_credentials\"]");
        page = user.register("Page", "\"callback_url\":\"" + CALLBACK + "\",\"is_confidential\":false");
    }

    private static JsonNode tokens(OAuthUser.Client client) throws Exception {
        return json(user.redeem(client, user.code(client)));
    }

    private static String error(HttpResponse<String> answer) throws Exception {
        return answer.statusCode() + " " + json(answer).path("error").asText();
    }

    @Test
    void aUserLogsInConsentsAndTheClientEditsInTheirName() throws Exception {
        OAuthUser newcomer = new OAuthUser();
        HttpResponse<String> sent = newcomer.get(address(app, "redirect_uri", CALLBACK));
        assertThat(sent.statusCode()).isEqualTo(303);
        HttpResponse<String> entered = newcomer.logIn(location(sent));
        HttpResponse<String> asked = newcomer.get(location(entered));
        // Another test may have given the consent already; then nobody is asked again.
        String back = asked.statusCode() == 303 ? location(asked) : newcomer.allow(asked);
        assertThat(back).startsWith(CALLBACK + "?code=");
        assertThat(parameter(back, "state")).isEqualTo("s t");
        assertThat(parameter(back, "iss")).isEqualTo(SuiteUnderTest.server().toString());
        JsonNode given = json(user.redeem(app, parameter(back, "code")));
        assertThat(given.path("token_type").asText()).isEqualTo("Bearer");
        assertThat(given.path("scope").asText()).isEqualTo("basic editpage createeditmovepage");
        String access = given.path("access_token").asText();
        String edit = OAuthUser.call(access, "action=query&meta=tokens").at("/query/tokens/csrftoken").asText();
        String token = "&token=" + URLEncoder.encode(edit, StandardCharsets.UTF_8);
        assertThat(OAuthUser.call(access, "action=edit&title=By+token&text=x" + System.nanoTime() + token).at("/edit/result").asText()).isEqualTo("Success");
        assertThat(OAuthUser.call(access, "action=delete&title=By+token" + token).at("/error/code").asText()).isEqualTo("permissiondenied");
        assertThat(OAuthUser.call(access, "action=edit&title=By+token&text=y&token=%2B%5C").at("/error/code").asText()).isEqualTo("badtoken");
        assertThat(OAuthUser.call(access, "action=login&lgname=x&lgpassword=y").at("/login/result").asText()).isEqualTo("Aborted");
        assertThat(OAuthUser.call(access, "action=logout" + token).at("/error/code").asText()).isEqualTo("cannotlogout");
    }

    @Test
    void aCodeThatIsUsedTwiceEndsWhatItGave() throws Exception {
        String code = user.code(app);
        JsonNode given = json(user.redeem(app, code));
        assertThat(whoIs(given.path("access_token").asText())).isEqualTo("Admin");
        assertThat(error(user.redeem(app, code))).isEqualTo("400 invalid_grant");
        assertThat(whoIs(given.path("access_token").asText())).isEqualTo(INVALID);
        assertThat(error(user.token(app, "grant_type", "refresh_token", "refresh_token", given.path("refresh_token").asText()))).isEqualTo("400 invalid_grant");
    }

    @Test
    void aRefreshTokenIsGoodOnceAndUsedTwiceEndsAll() throws Exception {
        JsonNode first = tokens(app);
        JsonNode second = json(user.token(app, "grant_type", "refresh_token", "refresh_token", first.path("refresh_token").asText()));
        assertThat(second.path("refresh_token").asText()).isNotEmpty().isNotEqualTo(first.path("refresh_token").asText());
        assertThat(whoIs(second.path("access_token").asText())).isEqualTo("Admin");
        assertThat(error(user.token(app, "grant_type", "refresh_token", "refresh_token", first.path("refresh_token").asText()))).isEqualTo("400 invalid_grant");
        assertThat(whoIs(second.path("access_token").asText())).isEqualTo(INVALID);
        assertThat(error(user.token(app, "grant_type", "refresh_token", "refresh_token", second.path("refresh_token").asText()))).isEqualTo("400 invalid_grant");
    }

    @Test
    void aRefreshMayNarrowTheScopeButNotWidenIt() throws Exception {
        String refresh = tokens(app).path("refresh_token").asText();
        assertThat(error(user.token(app, "grant_type", "refresh_token", "refresh_token", refresh, "scope", "delete"))).isEqualTo("400 invalid_scope");
        JsonNode narrow = json(user.token(app, "grant_type", "refresh_token", "refresh_token", refresh, "scope", "basic"));
        assertThat(narrow.path("scope").asText()).isEqualTo("basic");
        JsonNode wide = json(user.token(app, "grant_type", "refresh_token", "refresh_token", narrow.path("refresh_token").asText()));
        assertThat(wide.path("scope").asText()).isEqualTo("basic editpage createeditmovepage");
    }

    @Test
    void aRevokedTokenIsRefusedOnTheNextRequest() throws Exception {
        JsonNode given = tokens(app);
        String access = given.path("access_token").asText();
        Map<String, String> revocation = OAuthUser.fields("client_id", app.id(), "client_secret", app.secret(), "token", access);
        assertThat(whoIs(access)).isEqualTo("Admin");
        assertThat(json(user.post("/w/rest.php/oauth2/introspect", revocation)).path("active").asBoolean()).isTrue();
        HttpResponse<String> revoked = user.post("/w/rest.php/oauth2/revoke", revocation);
        assertThat(revoked.statusCode()).isEqualTo(200);
        assertThat(revoked.headers().firstValue("X-Scriptorium-Stale")).isEmpty();
        assertThat(whoIs(access)).isEqualTo(INVALID);
        assertThat(json(user.post("/w/rest.php/oauth2/introspect", revocation)).path("active").asBoolean(true)).isFalse();
        assertThat(user.post("/w/rest.php/oauth2/revoke", revocation).statusCode()).isEqualTo(200);
    }

    @Test
    void aTokenThatIsForgedOrCutOffIsRefused() throws Exception {
        String access = tokens(app).path("access_token").asText();
        String[] parts = access.split("\\.");
        assertThat(whoIs(access.substring(0, access.length() - 8))).isEqualTo(INVALID);
        assertThat(whoIs(parts[0] + "." + parts[1] + "." + "A".repeat(parts[2].length()))).isEqualTo(INVALID);
        // {"alg":"none","typ":"at+jwt"}
        assertThat(whoIs("eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0." + parts[1] + ".")).isEqualTo(INVALID);
        assertThat(whoIs("x".repeat(9000))).isEqualTo(INVALID);
        assertThat(whoIs("")).isEqualTo(INVALID);
        HttpResponse<String> profile = user.send(HttpRequest.newBuilder(SuiteUnderTest.server().resolve("/w/rest.php/oauth2/resource/profile"))
                .header("Authorization", "Bearer " + parts[0] + "." + parts[1] + "."));
        assertThat(error(profile)).isEqualTo("401 invalid_token");
        assertThat(profile.headers().firstValue("WWW-Authenticate")).get().asString().contains("invalid_token");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        CALLBACK + "/", CALLBACK + "?a=b", "https://app.example/Cb", "http://app.example/cb", "https://app.example:444/cb", "https://app.example.evil.example/cb", "https://evil.example/"})
    void nobodyIsSentToAnAddressThatNearlyMatches(String near) throws Exception {
        HttpResponse<String> answer = user.get(address(app, "redirect_uri", near));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(location(answer)).isEmpty();
        assertThat(error(user.token(app, "grant_type", "authorization_code", "code", user.code(app), "redirect_uri", near, "code_verifier", VERIFIER)))
                .isEqualTo("400 invalid_grant");
    }

    @Test
    void aClientWithoutSecretNeedsPkceOfTheStrongKind() throws Exception {
        assertThat(parameter(location(user.get(address(page, "code_challenge", "", "code_challenge_method", ""))), "error")).isEqualTo("invalid_request");
        assertThat(parameter(location(user.get(address(page, "code_challenge", VERIFIER, "code_challenge_method", "plain"))), "error")).isEqualTo("invalid_request");
        assertThat(parameter(location(user.get(address(page, "code_challenge_method", ""))), "error")).isEqualTo("invalid_request");
    }

    @Test
    void pkceCannotBeTakenOutOnTheWay() throws Exception {
        String without = user.code(app, "code_challenge", "", "code_challenge_method", "");
        assertThat(error(user.redeem(app, without))).isEqualTo("400 invalid_grant");
        String with = user.code(app);
        assertThat(error(user.token(app, "grant_type", "authorization_code", "code", with, "redirect_uri", CALLBACK))).isEqualTo("400 invalid_grant");
        assertThat(error(user.token(app, "grant_type", "authorization_code", "code", user.code(app), "redirect_uri", CALLBACK, "code_verifier", VERIFIER + "x")))
                .isEqualTo("400 invalid_grant");
    }

    @Test
    void whatIsOneClientsIsOfNoUseToAnother() throws Exception {
        assertThat(error(user.redeem(page, user.code(app)))).isEqualTo("400 invalid_grant");
        JsonNode given = tokens(app);
        assertThat(error(user.token(page, "grant_type", "refresh_token", "refresh_token", given.path("refresh_token").asText()))).isEqualTo("400 invalid_grant");
        assertThat(user.post("/w/rest.php/oauth2/revoke", OAuthUser.fields("client_id", page.id(), "token", given.path("access_token").asText())).statusCode()).isEqualTo(200);
        assertThat(whoIs(given.path("access_token").asText())).isEqualTo("Admin");
    }

    @Test
    void aClientIsKnownByItsSecret() throws Exception {
        OAuthUser.Client wrong = new OAuthUser.Client(app.id(), "0".repeat(40), "");
        HttpResponse<String> refused = user.token(wrong, "grant_type", "client_credentials");
        assertThat(error(refused)).isEqualTo("401 invalid_client");
        assertThat(refused.headers().firstValue("WWW-Authenticate")).get().asString().startsWith("Basic");
        assertThat(error(user.token(new OAuthUser.Client(app.id(), "", ""), "grant_type", "client_credentials"))).isEqualTo("401 invalid_client");
        assertThat(error(user.token(new OAuthUser.Client("nobody", "x", ""), "grant_type", "client_credentials"))).isEqualTo("401 invalid_client");
        assertThat(error(user.token(page, "grant_type", "client_credentials"))).isEqualTo("400 unauthorized_client");
        assertThat(whoIs(json(user.token(app, "grant_type", "client_credentials")).path("access_token").asText())).isEqualTo("Admin");
    }

    @Test
    void badRequestsAreToldApart() throws Exception {
        assertThat(error(user.token(app))).isEqualTo("400 invalid_request");
        assertThat(error(user.token(app, "grant_type", "password"))).isEqualTo("400 unsupported_grant_type");
        assertThat(error(user.token(app, "grant_type", "authorization_code"))).isEqualTo("400 invalid_request");
        assertThat(error(user.token(app, "grant_type", "authorization_code", "code", "x"))).isEqualTo("400 invalid_grant");
        assertThat(error(user.token(app, "grant_type", "client_credentials", "scope", "delete"))).isEqualTo("400 invalid_scope");
        assertThat(error(user.token(app, "grant_type", "client_credentials", "more", "x".repeat(9000)))).isEqualTo("400 invalid_request");
        assertThat(error(user.token(app, "grant_type", "client_credentials", "more", "x".repeat(70_000)))).isEqualTo("413 invalid_request");
        assertThat(parameter(location(user.get(address(app, "response_type", "token"))), "error")).isEqualTo("unsupported_response_type");
        assertThat(parameter(location(user.get(address(app, "scope", "delete"))), "error")).isEqualTo("invalid_scope");
        String longState = location(user.get(address(app, "state", "x".repeat(3000))));
        assertThat(parameter(longState, "error")).isEqualTo("invalid_request");
        assertThat(longState).hasSizeLessThan(1000);
        assertThat(user.get(address(app, "client_id", "nobody")).statusCode()).isEqualTo(400);
        assertThat(user.get("/w/rest.php/oauth2/nothing").statusCode()).isEqualTo(404);
        assertThat(user.get("/w/rest.php/oauth2/access_token").headers().firstValue("Allow")).contains("POST");
    }

    @Test
    void theQuestionCannotBeAnsweredByAnotherSite() throws Exception {
        OAuthUser.Client fresh = user.register("Fresh", "\"callback_url\":\"" + CALLBACK + "\"");
        HttpResponse<String> asked = user.get(address(fresh));
        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.headers().firstValue("X-Frame-Options")).contains("DENY");
        assertThat(asked.headers().firstValue("Content-Security-Policy")).get().asString().contains("default-src 'none'").contains("frame-ancestors 'none'")
                .contains("form-action 'self' https://app.example");
        Map<String, String> form = OAuthUser.hidden(asked.body());
        form.put("accept", "1");
        form.put("token", "+\\");
        assertThat(user.post("/w/rest.php/oauth2/authorize", form).statusCode()).isEqualTo(200);
        // The token of one question is not good for another one.
        Map<String, String> wider = OAuthUser.hidden(asked.body());
        wider.put("accept", "1");
        wider.put("state", "another");
        assertThat(user.post("/w/rest.php/oauth2/authorize", wider).statusCode()).isEqualTo(200);
        Map<String, String> no = OAuthUser.hidden(asked.body());
        no.put("cancel", "1");
        assertThat(parameter(location(user.post("/w/rest.php/oauth2/authorize", no)), "error")).isEqualTo("access_denied");
    }

    @Test
    void aUserWithdrawsWhatTheyAllowed() throws Exception {
        OAuthUser.Client fresh = user.register("Short", "\"callback_url\":\"" + CALLBACK + "\"");
        String access = tokens(fresh).path("access_token").asText();
        assertThat(whoIs(access)).isEqualTo("Admin");
        String list = user.get("/w/index.php?title=Special:OAuthManageMyGrants").body();
        // The newest is the first.
        Map<String, String> form = OAuthUser.hidden(list.substring(0, list.indexOf("Withdraw from Short")));
        assertThat(user.post("/w/index.php?title=Special:OAuthManageMyGrants", form).statusCode()).isEqualTo(303);
        assertThat(whoIs(access)).isEqualTo(INVALID);
    }

    @Test
    void onlyAMainLoginRegistersClients() throws Exception {
        HttpResponse<String> anonymous = new OAuthUser().get("/w/rest.php/oauth2/client");
        assertThat(error(anonymous)).isEqualTo("401 login_required");
        HttpResponse<String> form = user.post("/w/rest.php/oauth2/client", OAuthUser.fields("name", "Forged", "description", "x", "callback_url", CALLBACK));
        assertThat(error(form)).isEqualTo("403 access_denied");
        HttpResponse<String> list = user.get("/w/rest.php/oauth2/client?limit=1");
        assertThat(json(list).path("clients")).hasSize(1);
        assertThat(list.body()).doesNotContain("secret\"");
    }

    @Test
    void aTokenIsOnlyGoodFromTheAddressesOfItsClient() throws Exception {
        OAuthUser.Client elsewhere = user.register("Elsewhere", "\"owner_only\":true,\"restrictions\":{\"IPAddresses\":[\"192.0.2.0/24\"]}");
        OAuthUser.Client here = user.register("Here", "\"owner_only\":true,\"restrictions\":{\"IPAddresses\":[\"127.0.0.0/8\",\"::1\"]}");
        assertThat(whoIs(elsewhere.accessToken())).isEqualTo(INVALID);
        assertThat(whoIs(here.accessToken())).isEqualTo("Admin");
    }

    @Test
    void tokensOutliveAuthServiceAndAreRememberedWhileItIsAway() throws Exception {
        String known = user.register("Known", "\"owner_only\":true").accessToken();
        String fresh = user.register("Unknown", "\"owner_only\":true").accessToken();
        String asserted = "action=query&meta=siteinfo&assert=user";
        assertThat(OAuthUser.call(known, asserted).has("error")).isFalse();

        SuiteUnderTest.kill("auth-service");

        assertThat(OAuthUser.call(known, asserted).has("error")).isFalse();
        assertThat(OAuthUser.call(fresh, asserted).at("/error/code").asText()).isEqualTo("service-unavailable");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (OAuthUser.call(fresh, asserted).has("error")) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
        assertThat(whoIs(known)).isEqualTo("Admin");
        assertThat(whoIs(fresh)).isEqualTo("Admin");
        assertThat(json(user.get("/w/rest.php/oauth2/client?limit=1")).path("clients")).hasSize(1);
    }

    @Test
    void whatIsOfferedCanBeDiscovered() throws Exception {
        JsonNode offered = json(user.get("/.well-known/oauth-authorization-server"));
        assertThat(offered.path("issuer").asText()).isEqualTo(SuiteUnderTest.server().toString());
        assertThat(offered.path("code_challenge_methods_supported")).extracting(JsonNode::asText).containsExactly("S256");
        JsonNode keys = json(user.get(offered.path("jwks_uri").asText())).path("keys");
        assertThat(keys).isNotEmpty();
        assertThat(keys.get(0).has("d")).isFalse();
    }
}
