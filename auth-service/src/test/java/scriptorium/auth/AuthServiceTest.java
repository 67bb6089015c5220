package scriptorium.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scriptorium.auth.account.Authenticate;
import scriptorium.auth.account.Throttle;
import scriptorium.auth.account.ThrottleConfig;
import scriptorium.auth.identity.SigningKeys;
import scriptorium.auth.store.Attempts;
import scriptorium.contract.call.ModuleAnswer;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.identity.CallerJson;

/** auth-service by its internal endpoints, on a real PostgreSQL. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class AuthServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String PASSWORD = "Swordfish-on-rye-7";

    @Inject
    Pool pool;

    @Inject
    SigningKeys signingKeys;

    @Inject
    Authenticate authenticate;

    @Inject
    Throttle throttle;

    @Inject
    ThrottleConfig throttleConfig;

    @Inject
    Attempts attempts;

    private int sql(String statement) {
        return pool.query(statement).execute().await().atMost(PATIENCE).rowCount();
    }

    private static Visitor admin() throws Exception {
        Visitor admin = new Visitor();
        assertThat(admin.logIn("Admin", Surroundings.ADMIN_PASSWORD)).isEqualTo("PASS");
        return admin;
    }

    private static Visitor newUser(String name) throws Exception {
        assertThat(new Visitor().makeAccount(name, PASSWORD)).isEqualTo("PASS");
        Visitor user = new Visitor();
        assertThat(user.logIn(name, PASSWORD)).isEqualTo("PASS");
        return user;
    }

    private static String error(ModuleAnswer answer) {
        return answer.errors.isEmpty() ? "" : answer.errors.getFirst().code();
    }

    private static JsonNode header(String token) throws Exception {
        return new com.fasterxml.jackson.databind.ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[0]));
    }

    @Test
    void aLoginAlwaysBeginsANewSession() throws Exception {
        Visitor stranger = new Visitor();
        stranger.call("query+tokens", "type", "login");
        Map<String, String> planted = Map.copyOf(stranger.cookies);
        assertThat(stranger.logIn("Admin", Surroundings.ADMIN_PASSWORD)).isEqualTo("PASS");
        assertThat(stranger.caller().name()).isEqualTo("Admin");
        Visitor attacker = new Visitor();
        attacker.cookies.putAll(planted);
        assertThat(attacker.caller().anonymous()).isTrue();
    }

    @Test
    void sessionsEndWhenTheyRestTooLongOrGrowTooOld() throws Exception {
        Visitor idle = newUser("Idle");
        Visitor old = newUser("Old");
        Visitor used = newUser("Used");
        idle.cookies.keySet().removeIf(name -> name.endsWith("Token"));
        sql("UPDATE session SET used_at = now() - interval '15 days' WHERE account_id = (SELECT id FROM account WHERE name = 'Idle')");
        sql("UPDATE session SET expires_at = now() - interval '1 second' WHERE account_id = (SELECT id FROM account WHERE name = 'Old')");
        sql("UPDATE session SET used_at = now() - interval '13 days' WHERE account_id = (SELECT id FROM account WHERE name = 'Used')");
        assertThat(idle.caller().anonymous()).isTrue();
        assertThat(old.caller().anonymous()).isTrue();
        assertThat(used.caller().name()).isEqualTo("Used");
        assertThat(sql("SELECT 1 FROM session WHERE used_at > now() - interval '1 minute' AND account_id = (SELECT id FROM account WHERE name = 'Used')")).isEqualTo(1);
    }

    @Test
    void aSessionGetsANewIdWhenTheRightsChange() throws Exception {
        Visitor user = newUser("Promoted");
        Caller before = user.caller();
        Map<String, String> old = Map.copyOf(user.cookies);
        assertThat(error(admin().write("userrights", "user", "Promoted", "add", "sysop"))).isEmpty();

        Caller after = user.caller();

        assertThat(after.groups()).contains("sysop");
        assertThat(after.sessionId()).isNotEqualTo(before.sessionId());
        assertThat(after.tokenKey()).as("tokens that the client holds stay good").isEqualTo(before.tokenKey());
        assertThat(user.cookies).isNotEqualTo(old);
        assertThat(user.caller().sessionId()).isEqualTo(after.sessionId());
        Visitor late = new Visitor();
        late.cookies.putAll(old);
        assertThat(late.caller().name()).as("a request on its way").isEqualTo("Promoted");
        sql("UPDATE session SET expires_at = expires_at - interval '2 minutes' WHERE left(id_hash, 32) = '" + before.sessionId() + "'");
        assertThat(late.caller().anonymous()).isTrue();
        assertThat(error(user.write("logout"))).isEmpty();
        assertThat(sql("SELECT 1 FROM session WHERE account_id = " + after.userId())).isZero();
    }

    @Test
    void aNewPasswordEndsOtherSessionsAndRenewsItsOwn() throws Exception {
        Visitor here = newUser("Changer");
        Visitor elsewhere = new Visitor();
        assertThat(elsewhere.logIn("Changer", PASSWORD)).isEqualTo("PASS");
        String before = here.caller().sessionId();
        Caller caller = here.caller();
        ModuleAnswer done = here.call("changeauthenticationdata", "changeauthrequest", "MediaWiki\\Auth\\PasswordAuthenticationRequest", "password", PASSWORD + "x", "retype",
                PASSWORD + "x", "changeauthtoken", scriptorium.contract.identity.EditTokens.make(caller.tokenKey(), "csrf", Instant.now()));
        assertThat(error(done)).isEmpty();
        assertThat(elsewhere.caller().anonymous()).isTrue();
        assertThat(here.caller().name()).isEqualTo("Changer");
        assertThat(here.caller().sessionId()).isNotEqualTo(before);
        assertThat(new Visitor().logIn("Changer", PASSWORD)).isEqualTo("wrongpassword");
    }

    @Test
    void aNewSigningKeyLogsNobodyOut() throws Exception {
        Visitor user = newUser("Keyholder");
        String before = user.identity().path("token").asText();
        sql("UPDATE signing_key SET created_at = created_at - interval '91 days'");
        signingKeys.refresh(Instant.now()).await().atMost(PATIENCE);

        assertThat(StreamSupport.stream(keys().spliterator(), false).map(key -> key.path("kid").asText()).distinct()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(keys().get(0).has("d")).isFalse();
        assertThat(header(user.identity().path("token").asText()).path("kid")).as("other replicas do not show it yet").isEqualTo(header(before).path("kid"));
        sql("UPDATE signing_key SET created_at = created_at - interval '5 minutes'");
        signingKeys.refresh(Instant.now()).await().atMost(PATIENCE);

        String after = user.identity().path("token").asText();
        assertThat(header(after).path("kid")).isNotEqualTo(header(before).path("kid"));
        assertThat(user.caller().name()).isEqualTo("Keyholder");
        assertThat(Visitor.statusWith(before)).isEqualTo(200);
        assertThat(Visitor.statusWith(after)).isEqualTo(200);
    }

    private static JsonNode keys() throws Exception {
        return new com.fasterxml.jackson.databind.ObjectMapper().readTree(given().get("/internal/jwks").asString()).path("keys");
    }

    @Test
    void forgedIdentitiesAreRefused() throws Exception {
        String good = admin().identity().path("token").asText();
        String[] parts = good.split("\\.");
        String none = Base64.getUrlEncoder().withoutPadding().encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8)) + "." + parts[1] + ".";
        JsonWebSignature other = new JsonWebSignature();
        other.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        other.setKeyIdHeaderValue(header(good).path("kid").asText());
        other.setKey(EcJwkGenerator.generateJwk(EllipticCurves.P256).getPrivateKey());
        other.setPayload(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
        assertThat(Visitor.statusWith(good)).isEqualTo(200);
        assertThat(Visitor.statusWith(none)).isEqualTo(401);
        assertThat(Visitor.statusWith(other.getCompactSerialization())).isEqualTo(401);
        assertThat(Visitor.statusWith(good.substring(0, good.length() - 8))).isEqualTo(401);
        assertThat(Visitor.statusWith(parts[0] + "." + parts[1])).isEqualTo(401);
        assertThat(Visitor.statusWith("")).isEqualTo(401);
        given().contentType("application/json").body("{}").post("/internal/identity").then().statusCode(401);
        given().header("X-Scriptorium-Key", Surroundings.KEY + "x").contentType("application/json").body("{}").post("/internal/identity").then().statusCode(401);
    }

    @Test
    void tenThousandWrongPasswordsEndInWaitingForAllReplicas() throws Exception {
        newUser("Guarded");
        Throttle replica = new Throttle(attempts, throttleConfig);
        int tried = 0;
        for (int i = 0; i < 10_000; i++) {
            Authenticate.Outcome outcome = authenticate.execute("guarded", "wrong " + i, "198.51.100.7").await().atMost(PATIENCE);
            assertThat(outcome).isNotInstanceOf(Authenticate.Outcome.Known.class);
            tried += outcome instanceof Authenticate.Outcome.Wrong ? 1 : 0;
        }
        assertThat(tried).isEqualTo(throttleConfig.allowedFailures());
        assertThat(replica.failures("Guarded", "198.51.100.7", Instant.now()).await().atMost(PATIENCE).refused()).isTrue();
        assertThat(Visitor.from("198.51.100.7").logIn("Guarded", PASSWORD)).isEqualTo("login-throttled");
        assertThat(Visitor.from("198.51.100.8").logIn("Guarded", PASSWORD)).as("its owner, elsewhere").isEqualTo("PASS");
        assertThat(Visitor.from("198.51.100.7").logIn("Admin", Surroundings.ADMIN_PASSWORD)).as("another account").isEqualTo("PASS");
        sql("UPDATE attempt SET ends_at = now() - interval '1 second' WHERE subject LIKE '%198.51.100.7'");
        assertThat(Visitor.from("198.51.100.7").logIn("Guarded", PASSWORD)).isEqualTo("PASS");
    }

    @Test
    void anAddressThatTriesManyAccountsWaitsToo() throws Exception {
        Throttle strict = new Throttle(attempts, new Limits(5, 8, 2, 1));
        Instant now = Instant.now();
        for (int i = 0; i < 8; i++) {
            assertThat(strict.failures("Someone " + i, "198.51.100.20", now).await().atMost(PATIENCE).refused()).isFalse();
            strict.failed("Someone " + i, "198.51.100.20", now).await().atMost(PATIENCE);
        }
        assertThat(strict.failures("Someone else", "198.51.100.20", now).await().atMost(PATIENCE).refused()).isTrue();
        assertThat(strict.failures("Someone else", "198.51.100.21", now).await().atMost(PATIENCE).refused()).isFalse();
        assertThat(strict.failures("Someone else", "198.51.100.20", now.plus(Duration.ofMinutes(6))).await().atMost(PATIENCE).refused()).isFalse();
        assertThat(strict.refusesAccount(Throttle.Kind.LASTING, "198.51.100.20", now).await().atMost(PATIENCE)).isFalse();
        strict.accountMade(Throttle.Kind.LASTING, "198.51.100.20", now).await().atMost(PATIENCE);
        strict.accountMade(Throttle.Kind.LASTING, "198.51.100.20", now).await().atMost(PATIENCE);
        assertThat(strict.refusesAccount(Throttle.Kind.LASTING, "198.51.100.20", now).await().atMost(PATIENCE)).isTrue();
        assertThat(throttle.refusesAccount(Throttle.Kind.LASTING, "198.51.100.20", now).await().atMost(PATIENCE)).as("not limited by configuration").isFalse();
    }

    private record Limits(int allowedFailures, int allowedFailuresOfAddress, int allowedAccounts, int allowedTemporaryAccounts) implements ThrottleConfig {
        @Override
        public Duration failureWindow() {
            return Duration.ofMinutes(5);
        }

        @Override
        public Duration accountWindow() {
            return Duration.ofDays(1);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "a[b~invaliduser", "1.2.3.4~invaliduser", "1.2.3.xxx~invaliduser", "10.20.30.40/24~invaliduser", "300.300.300.300~invaliduser", "2001:db8::1~invaliduser",
        "A@b~invaliduser", "A>b~invaliduser", "A=b~invaliduser", "A/b~invaliduser", "Maintenance script~invaliduser", "____~invaliduser", "Admin~userexists",
        "admin~userexists", "User:Admin~userexists", "w:Foo~invaliduser", "Talk:Foo~invaliduser", "A|b~invaliduser", "A\u200bb~invaliduser", "A\ue000b~invaliduser",
        "1.2.3.4/99~invaliduser", "::1~invaliduser", "MediaWiki default~invaliduser", "\u0410dmin~antispoof-name-illegal", "Admin\u0430~antispoof-name-illegal"})
    void namesThatNoAccountCanHaveAreRefused(String name, String code) throws Exception {
        assertThat(new Visitor().makeAccount(name, PASSWORD)).isEqualTo(code);
    }

    @Test
    void oversizedFieldsAreRefusedOrCut() throws Exception {
        String much = "x".repeat(100_000);
        Visitor visitor = Visitor.from("198.51.100.60");
        assertThat(visitor.logIn(much, PASSWORD)).isEqualTo("authmanager-authn-no-primary");
        assertThat(visitor.logIn("Admin", much)).isEqualTo("wrongpassword");
        assertThat(visitor.makeAccount("y".repeat(236), PASSWORD)).isEqualTo("invaliduser");
        assertThat(visitor.makeAccount("Long password", much)).isEqualTo("passwordtoolong");
        assertThat(visitor.makeAccount("Long address", PASSWORD, "email", much + "@example.org", "realname", "")).isEqualTo("invalidemailaddress");
        assertThat(visitor.makeAccount("Long name", PASSWORD, "email", "", "realname", much)).isEqualTo("PASS");
        assertThat(sql("SELECT 1 FROM account WHERE name = 'Long name' AND length(real_name) = 255")).isEqualTo(1);
        Visitor admin = admin();
        assertThat(error(admin.write("block", "user", "Long name", "reason", much))).isEmpty();
        assertThat(sql("SELECT 1 FROM block WHERE target = 'Long name' AND length(reason) = 500")).isEqualTo(1);
        assertThat(error(admin.write("block", "user", much))).isEqualTo("baduser");
        ModuleAnswer options = admin.write("options", "optionname", "userjs-much", "optionvalue", much);
        assertThat(options.warnings.getFirst().msg().code()).isEqualTo("validationfailed");
    }

    @Test
    void blocksTakeEffectOnTheNextRequestAndSpreadToAddresses() throws Exception {
        Visitor admin = admin();
        Visitor user = newUser("Vandal");
        user.ip = "198.51.100.30";
        assertThat(user.caller().block()).isEmpty();
        assertThat(error(admin.write("block", "user", "Vandal", "autoblock", "1", "nocreate", "1", "expiry", "1 day"))).isEmpty();
        assertThat(user.caller().block()).isPresent();
        Visitor stranger = Visitor.from("198.51.100.30");
        assertThat(stranger.caller().block().orElseThrow().autoblock()).isTrue();
        assertThat(stranger.makeAccount("Sock", PASSWORD)).isEqualTo("autoblocked");
        assertThat(error(admin.write("block", "user", "Vandal", "expiry", "2 days"))).isEqualTo("alreadyblocked");
        assertThat(error(admin.write("block", "user", "Vandal", "expiry", "2 days", "reblock", "1"))).isEmpty();
        assertThat(error(admin.write("unblock", "user", "Vandal"))).isEmpty();
        assertThat(user.caller().block()).isEmpty();
        assertThat(Visitor.from("198.51.100.30").caller().block()).isEmpty();
    }

    @Test
    void aRangeIsBlockedForStrangersAloneWhenItSaysSo() throws Exception {
        Visitor admin = admin();
        Visitor user = newUser("Neighbour");
        user.ip = "203.0.113.77";
        assertThat(error(admin.write("block", "user", "203.0.113.0/24", "anononly", "1"))).isEmpty();
        assertThat(Visitor.from("203.0.113.200").caller().block()).isPresent();
        assertThat(Visitor.from("203.0.114.1").caller().block()).isEmpty();
        assertThat(user.caller().block()).isEmpty();
        assertThat(error(admin.write("block", "user", "203.0.113.0/24", "reblock", "1"))).isEmpty();
        assertThat(user.caller().block()).isPresent();
        assertThat(error(admin.write("block", "user", "10.0.0.0/8"))).isEqualTo("ip_range_toolarge");
        assertThat(error(admin.write("unblock", "user", "203.0.113.0/24"))).isEmpty();
    }

    @Test
    void administratorsWhoAreBlockedSettleTheirOwnQuarrelAlone() throws Exception {
        Visitor admin = admin();
        Visitor one = newUser("Castor");
        Visitor other = newUser("Pollux");
        newUser("Bystander");
        assertThat(error(admin.write("userrights", "user", "Castor", "add", "sysop"))).isEmpty();
        assertThat(error(admin.write("userrights", "user", "Pollux", "add", "sysop"))).isEmpty();
        assertThat(error(other.write("block", "user", "Castor"))).isEmpty();

        assertThat(error(one.write("block", "user", "Bystander"))).isEqualTo("ipbblocked");
        assertThat(error(one.write("block", "user", "198.51.100.99"))).isEqualTo("ipbblocked");
        ModuleAnswer refused = one.write("unblock", "user", "Bystander");
        assertThat(error(refused)).isEqualTo("ipbblocked");
        assertThat(refused.errors.getFirst().data()).containsKey("blockinfo");
        assertThat(error(one.write("block", "user", "Pollux"))).as("who has blocked Castor").isEmpty();
        assertThat(error(one.write("unblock", "user", "Pollux"))).isEmpty();
        assertThat(error(one.write("unblock", "user", "Castor"))).isEmpty();
        assertThat(error(one.write("block", "user", "Bystander"))).isEmpty();
    }

    @Test
    void credentialsThatNameSomebodyLogNobodyElseIn() throws Exception {
        Visitor bot = new Visitor();
        assertThat(bot.logInAsBot("Admin@test", Surroundings.BOT_PASSWORD)).isEqualTo("Success");
        newUser("Someone else");
        Map<String, String> cookies = Map.copyOf(bot.cookies);
        assertThat(bot.logIn("Someone else", PASSWORD)).isEqualTo("userlogin-cannot-login");
        assertThat(bot.logInAsBot("Someone else", PASSWORD)).isEqualTo("Aborted");
        assertThat(bot.cookies).isEqualTo(cookies);
        assertThat(bot.caller().name()).isEqualTo("Admin");
        Visitor client = new Visitor();
        client.authorization = "Bearer " + tokenOfClient(admin(), "Somebody already");
        assertThat(client.logIn("Someone else", PASSWORD)).isEqualTo("userlogin-cannot-login");
        assertThat(client.logInAsBot("Someone else", PASSWORD)).isEqualTo("Aborted");
        assertThat(client.cookies).as("none is set for who comes with a token").isEmpty();
    }

    private static String tokenOfClient(Visitor owner, String name) {
        String cookie = owner.cookies.entrySet().stream().map(c -> c.getKey() + "=" + c.getValue()).reduce((a, b) -> a + "; " + b).orElseThrow();
        return given().header("Cookie", cookie).contentType("application/json")
                .body("{\"name\":\"" + name + "\",\"description\":\"d\",\"owner_only\":true,\"scopes\":[\"basic\",\"editpage\"]}").post("/oauth2/client")
                .then().statusCode(201).extract().path("access_token");
    }

    @Test
    void bearerTokensThatAreForgedOrRevokedNameNobody() throws Exception {
        Visitor owner = newUser("Botkeeper");
        String token = tokenOfClient(owner, "Bot");
        String[] parts = token.split("\\.");
        Visitor client = new Visitor();
        client.authorization = "Bearer " + token;
        assertThat(client.caller().name()).isEqualTo("Botkeeper");
        assertThat(client.caller().rights()).contains("edit").doesNotContain("block", "editmyprivateinfo");
        String none = Base64.getUrlEncoder().withoutPadding().encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        for (String bad : new String[] {none + "." + parts[1] + ".", parts[0] + "." + parts[1], token.substring(0, token.length() - 5), "x", "",
                parts[0] + "." + parts[1] + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[64]), owner.identity().path("token").asText()}) {
            client.authorization = "Bearer " + bad;
            assertThat(client.identity().path("error").path("code").asText()).as(bad).isEqualTo("mwoauth-invalid-authorization");
        }
        client.authorization = "Bearer " + token;
        sql("UPDATE oauth_access SET expires_at = now() - interval '1 second' WHERE grant_id IN (SELECT g.id FROM oauth_grant g JOIN account a ON a.id = g.account_id"
                + " WHERE a.name = 'Botkeeper')");
        assertThat(client.identity().path("error").path("code").asText()).isEqualTo("mwoauth-invalid-authorization");
    }

    @Test
    void aTemporaryAccountIsLeftForALastingOne() throws Exception {
        Visitor visitor = Visitor.from("198.51.100.41");
        Caller made = CallerJson.read(visitor.temporaryAccount().path("caller"));
        assertThat(made.named()).isFalse();

        assertThat(visitor.makeAccount("Lasting", PASSWORD)).isEqualTo("PASS");

        assertThat(visitor.caller().anonymous()).isTrue();
        assertThat(visitor.logIn("Lasting", PASSWORD)).isEqualTo("PASS");
        assertThat(visitor.caller().named()).isTrue();
    }

    @Test
    void whoEditsWithoutAnAccountIsGivenATemporaryOne() throws Exception {
        Visitor visitor = Visitor.from("198.51.100.40");
        String name = (String) visitor.call("acquiretempusername").result.get("acquiretempusername");
        assertThat(name).matches("~\\d{4}-\\d+");
        assertThat(visitor.call("acquiretempusername").result.get("acquiretempusername")).isEqualTo(name);
        assertThat(visitor.caller().anonymous()).isTrue();

        Caller made = CallerJson.read(visitor.temporaryAccount().path("caller"));

        assertThat(made.name()).isEqualTo(name);
        assertThat(made.temporary()).isTrue();
        assertThat(visitor.caller().userId()).isEqualTo(made.userId());
        assertThat(visitor.caller().groups()).containsExactlyInAnyOrder("*", "temp");
        assertThat(error(visitor.call("acquiretempusername"))).isEqualTo("alreadyregistered");
        assertThat(new Visitor().logIn(name, "")).isEqualTo("authmanager-authn-no-primary");
        assertThat(new Visitor().makeAccount("~2026-99999", PASSWORD)).isEqualTo("invaliduser");
        assertThat(new Visitor().makeAccount("~Anything", PASSWORD)).isEqualTo("invaliduser");
        assertThat(error(visitor.call("validatepassword", "password", PASSWORD, "user", name))).isEqualTo("baduser");
        sql("UPDATE account SET registered_at = now() - interval '91 days' WHERE temporary");
        assertThat(visitor.caller().anonymous()).isTrue();
        for (int i = 0; i < 5; i++) {
            assertThat(Visitor.from("198.51.100.40").temporaryAccount().has("error")).isFalse();
        }
        assertThat(Visitor.from("198.51.100.40").temporaryAccount().at("/error/code").asText()).isEqualTo("acct_creation_throttle_hit");
    }
}
