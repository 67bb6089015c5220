package scriptorium.contract.param;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Msg;
import scriptorium.contract.module.ModuleSpec;

/** Reading parameters, with the codes and keys recorded from the reference. */
class ParamReaderTest {

    private static final Params P = Params.declare("rc");
    private static final Param<Integer> LIMIT = P.limit();
    private static final Param<String> DIR = P.choice("dir", "newer", "older").orElse("older");
    private static final Param<Set<String>> PROP = P.choice("prop", "title", "user", "ids").manyOr("title");
    private static final Param<Optional<Set<String>>> TYPE = P.choice("type", "edit", "new").all("*").many();
    private static final Param<Optional<Set<Integer>>> NAMESPACE = P.namespace("namespace").all("*").many();
    private static final Param<Optional<Instant>> START = P.timestamp("start").optional();
    private static final Param<Optional<Long>> OFFSET = P.integer("offset", 0, 10).optional();
    private static final Param<Optional<String>> USER = P.user("user", "name", "ip").optional();
    private static final Param<Boolean> OLD = P.deprecatedFlag("old");
    private static final Param<Optional<Set<String>>> SLOTS = P.choice("slots", "main").all("*").many();
    private static final Param<Map<String, String>> FORMAT = P.text("format-{slot}").templated("slot", "slots").byName();
    private static final ModuleSpec SPEC = ModuleSpec.list("recentchanges", P).build();

    private final List<Msg> warnings = new ArrayList<>();
    private final Set<String> used = new LinkedHashSet<>();
    private boolean highLimits;

    private ParamValues read(String... pairs) {
        Map<String, String> values = new java.util.HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i], pairs[i + 1]);
        }
        return new ParamReader(SPEC, "", RawParams.of(values), new Environment(), warnings::add, used).read();
    }

    private final class Environment implements ParamEnvironment {
        @Override public boolean highLimits() { return highLimits; }
        @Override public Set<Integer> namespaces() { return Set.of(0, 1, 2); }
        @Override public Optional<String> user(String raw, Set<String> subtypes) { return raw.contains("[") ? Optional.empty() : Optional.of(raw); }
        @Override public Optional<Msg> titleProblem(String raw) { return Optional.empty(); }
        @Override public Instant now() { return Instant.parse("2026-11-23T10:00:00Z"); }
    }

    private void refused(String code, String key, String... pairs) {
        assertThatThrownBy(() -> read(pairs)).isInstanceOfSatisfying(ApiException.class, refusal -> {
            assertThat(refusal.errors()).hasSize(1);
            assertThat(refusal.errors().getFirst().code()).isEqualTo(code);
            assertThat(refusal.errors().getFirst().key()).isEqualTo(key);
        });
    }

    @Test
    void givesDefaultsWhenNothingIsSaid() {
        ParamValues values = read();
        assertThat(values.get(LIMIT)).isEqualTo(10);
        assertThat(values.get(DIR)).isEqualTo("older");
        assertThat(values.get(PROP)).containsExactly("title");
        assertThat(values.get(START)).isEmpty();
        assertThat(values.get(OLD)).isFalse();
        assertThat(values.given(LIMIT)).isFalse();
        assertThat(used).contains("rclimit", "rcdir", "rcstart");
    }

    @Test
    void clampsLimitsAndWarns() {
        assertThat(read("rclimit", "501").get(LIMIT)).isEqualTo(500);
        assertThat(warnings).singleElement().satisfies(w -> {
            assertThat(w.code()).isEqualTo("outofrange");
            assertThat(w.key()).isEqualTo("paramvalidator-outofrange-minmax");
            assertThat(w.data()).containsEntry("min", 1L).containsEntry("curmax", 500L).containsEntry("max", 500L).containsEntry("highmax", 5000L);
        });
        assertThat(read("rclimit", "0").get(LIMIT)).isEqualTo(1);
        assertThat(read("rclimit", "max").get(LIMIT)).isEqualTo(500);
        highLimits = true;
        assertThat(read("rclimit", "max").get(LIMIT)).isEqualTo(5000);
    }

    @Test
    void aBadParameterHidesNoWarningOfAnother() {
        refused("badvalue", "paramvalidator-badvalue-enumnotmulti", "rcdir", "sideways", "rclimit", "501", "rcprop", "zz");
        assertThat(warnings).extracting(Msg::code).containsExactlyInAnyOrder("outofrange", "unrecognizedvalues");
    }

    @Test
    void refusesWhatIsNoNumber() {
        for (String bad : List.of("abc", "5.5", " 7", "", "5|6", "1e3")) {
            refused("badinteger", "paramvalidator-badinteger", "rclimit", bad);
        }
    }

    @Test
    void dropsUnknownValuesOfListsAndRefusesThemAlone() {
        assertThat(read("rcprop", "zz|ids|yy").get(PROP)).containsExactly("ids");
        assertThat(warnings).singleElement().satisfies(w -> assertThat(w.code()).isEqualTo("unrecognizedvalues"));
        refused("badvalue", "paramvalidator-badvalue-enumnotmulti", "rcdir", "sideways");
        assertThat(read("rcnamespace", "77|0").get(NAMESPACE)).contains(Set.of(0));
        assertThat(read("rcnamespace", "*").get(NAMESPACE)).contains(Set.of(0, 1, 2));
    }

    @Test
    void splitsAtUnitSeparatorWhenTheValueBeginsWithIt() {
        assertThat(ParamReader.split("\u001F")).isEmpty();
        assertThat(ParamReader.split("\u001Fa|b\u001Fc")).containsExactly("a|b", "c");
        assertThat(ParamReader.split("a||b")).containsExactly("a", "", "b");
    }

    @Test
    void readsTimestampsInAllSpellings() {
        Instant expected = Instant.parse("2026-11-22T03:50:06Z");
        for (String text : List.of("2026-11-22T03:50:06Z", "2026-11-22 03:50:06", "20261122035006", "1795319406", "2026-11-22T05:50:06+02:00",
                "Sun, 22 Nov 2026 03:50:06 GMT", "2026-11-22T03:50:06.123456789Z")) {
            assertThat(read("rcstart", text).get(START)).as(text).contains(expected);
        }
        assertThat(read("rcstart", "2026-13-01T00:00:00Z").get(START)).contains(Instant.parse("2027-01-01T00:00:00Z"));
        for (String bad : List.of("zz", "yesterday", "2026-11-22", "1 day ago")) {
            refused("badtimestamp", "paramvalidator-badtimestamp", "rcstart", bad);
        }
    }

    @Test
    void takesEmptyTimestampsForNowAndWarns() {
        assertThat(read("rcstart", "").get(START)).contains(Instant.parse("2026-11-23T10:00:00Z"));
        assertThat(warnings).extracting(Msg::code).containsExactly("unclearnowtimestamp");
    }

    @Test
    void warnsOfDeprecatedParameters() {
        assertThat(read("rcold", "0").get(OLD)).isTrue();
        assertThat(warnings).singleElement().satisfies(w -> {
            assertThat(w.code()).isEqualTo("deprecation");
            assertThat(w.data()).containsEntry("feature", "action=query&list=recentchanges&rcold");
        });
    }

    @Test
    void refusesTooManyValues() {
        String many = String.join("|", java.util.stream.IntStream.range(0, 51).mapToObj(i -> "v" + i).toList());
        refused("toomanyvalues", "paramvalidator-toomanyvalues", "rcprop", many);
    }

    @Test
    void refusesBadUsers() {
        refused("baduser", "paramvalidator-baduser", "rcuser", "a[b");
        assertThat(read("rcuser", "Admin").get(USER)).contains("Admin");
    }

    @Test
    void readsTemplatedParametersForEachValueOfTheirVariable() {
        assertThat(read("rcslots", "main", "rcformat-main", "x").get(FORMAT)).containsEntry("main", "x");
        assertThat(read("rcformat-main", "x").get(FORMAT)).isEmpty();
        assertThat(read("rcoffset", "11").get(OFFSET)).contains(10L);
        assertThat(read("rctype", "*").get(TYPE)).contains(Set.of("edit", "new"));
        assertThat(read("rcslots", "*").get(SLOTS)).contains(Set.of("main"));
    }
}
