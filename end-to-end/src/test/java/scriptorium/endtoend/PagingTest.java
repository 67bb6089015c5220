package scriptorium.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scriptorium.client.WikiClient;

/** Whoever follows {@code continue} with small limits to the end has been told exactly what one large answer tells. */
@ExtendWith(SuiteUnderTest.class)
class PagingTest {

    private static final String WIKI = "Paging " + System.nanoTime();
    private static final int MOST_STEPS = 400;

    private static WikiClient admin;

    @BeforeAll
    static void fill() throws Exception {
        admin = new WikiClient(SuiteUnderTest.api());
        admin.login("Admin", SuiteUnderTest.PASSWORD);
        for (String name : List.of("B", "a", "Ä", "Z z", "10", "2", "é x")) {
            admin.edit(WIKI + " " + name, "{{" + WIKI + "}} [[" + WIKI + " A]] [[" + WIKI + " Z z]] [[User:" + WIKI + "]] [[File:" + WIKI + ".png]] [[File:" + WIKI + " b.png]]"
                    + " [[Category:" + WIKI + " K|" + name + "]] [[Category:" + WIKI + " L]] [https://paging.example/" + name.charAt(0) + " x] [https://b.paging.example/ y]", "one");
            admin.edit(WIKI + " " + name, admin.text(WIKI + " " + name) + " more", "two");
            admin.edit("Talk:" + WIKI + " " + name, "[[" + WIKI + " B]] {{" + WIKI + "}}", "talk");
            admin.edit("Category:" + WIKI + " " + name, "[[Category:" + WIKI + " K]] [[" + WIKI + " B]]", "category");
            admin.edit(WIKI + " to " + name, "#REDIRECT [[" + WIKI + " B]]", "redirect");
        }
        admin.edit("Template:" + WIKI, "T [[" + WIKI + " B]]", "template");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "list=allpages&apprefix=%s&aplimit=?", "list=allpages&apprefix=%s&apdir=descending&aplimit=?", "list=allcategories&acprefix=%s&aclimit=?",
        "list=alllinks&alprefix=%s&alprop=ids|title&allimit=?", "list=alllinks&alprefix=%s&alprop=ids|title&aldir=descending&allimit=?",
        "list=alllinks&alprefix=%s&alunique=1&allimit=?", "list=allredirects&arprefix=%s&arprop=ids|title&ardir=descending&arlimit=?",
        "list=backlinks&bltitle=%s B&bllimit=?", "list=backlinks&bltitle=%s B&blnamespace=0|1|14&bldir=descending&bllimit=?",
        "list=embeddedin&eititle=Template:%s&einamespace=0|1&eilimit=?", "list=imageusage&iutitle=File:%s b.png&iulimit=?",
        "list=categorymembers&cmtitle=Category:%s K&cmlimit=?", "list=categorymembers&cmtitle=Category:%s K&cmdir=desc&cmtype=subcat|page&cmlimit=?",
        "list=categorymembers&cmtitle=Category:%s K&cmsort=timestamp&cmdir=older&cmlimit=?", "list=exturlusage&euquery=*.paging.example&eulimit=?",
        "list=logevents&letype=create&lelimit=?&leend=%t", "list=recentchanges&rcprop=ids|title&rclimit=?&rcend=%t", "list=allrevisions&arvnamespace=14&arvlimit=?&arvend=%t",
        "list=usercontribs&ucuser=Admin&uclimit=?&ucend=%t",
        "prop=links|templates|categories&pllimit=?&tllimit=?&cllimit=?&generator=allpages&gapprefix=%s&gaplimit=?",
        "prop=linkshere|images&lhlimit=?&lhnamespace=0|1|14&imlimit=?&generator=categorymembers&gcmtitle=Category:%s K&gcmlimit=?",
        "prop=fileusage&fulimit=?&titles=File:%s.png|File:%s b.png", "prop=redirects|transcludedin&rdlimit=?&tilimit=?&titles=%s B|Template:%s",
        "prop=extlinks|revisions&ellimit=?&generator=links&gpllimit=?&titles=%s B", "prop=revisions&titles=%s B&rvlimit=?&rvslots=main&rvprop=ids|content"})
    void smallStepsTellWhatOneLargeAnswerTells(String query) throws Exception {
        Map<String, Map<String, List<String>>> whole = follow(query, "500");

        assertThat(whole).isNotEmpty();
        assertThat(follow(query, "1")).isEqualTo(whole);
        assertThat(follow(query, "3")).isEqualTo(whole);
    }

    /** All that the answers tell, each value under its page or list. */
    private static Map<String, Map<String, List<String>>> follow(String query, String limit) throws Exception {
        Map<String, String> params = new LinkedHashMap<>();
        params.put("action", "query");
        for (String part : query.replace("%s", WIKI).replace("?", limit).replace("%t", start()).split("&")) {
            params.put(part.substring(0, part.indexOf('=')), part.substring(part.indexOf('=') + 1));
        }
        Map<String, Map<String, List<String>>> told = new TreeMap<>();
        Map<String, String> place = Map.of();
        for (int step = 0; step < MOST_STEPS; step++) {
            Map<String, String> all = new LinkedHashMap<>(params);
            all.putAll(place);
            JsonNode answer = admin.get(all.entrySet().stream().flatMap(e -> java.util.stream.Stream.of(e.getKey(), e.getValue())).toArray(String[]::new));
            read(answer.path("query"), told);
            if (!answer.has("continue")) {
                return told;
            }
            place = new LinkedHashMap<>();
            for (var field : answer.path("continue").properties()) {
                place.put(field.getKey(), field.getValue().asText());
            }
        }
        throw new AssertionError("no end: " + query);
    }

    private static String start() throws Exception {
        return admin.get("action", "query", "prop", "revisions", "titles", WIKI + " B", "rvdir", "newer", "rvlimit", "1", "rvprop", "timestamp")
                .at("/query/pages/0/revisions/0/timestamp").asText();
    }

    private static void read(JsonNode query, Map<String, Map<String, List<String>>> told) {
        for (JsonNode page : query.path("pages")) {
            Map<String, List<String>> of = told.computeIfAbsent(page.path("title").asText(), _ -> new TreeMap<>());
            for (var field : page.properties()) {
                if (field.getValue() instanceof ArrayNode values) {
                    values.forEach(value -> of.computeIfAbsent(field.getKey(), _ -> new ArrayList<>()).add(value.toString()));
                } else {
                    of.put(field.getKey(), List.of(field.getValue().toString()));
                }
            }
        }
        for (var field : query.properties()) {
            if (!List.of("pages", "redirects", "normalized").contains(field.getKey())) {
                for (JsonNode item : field.getValue()) {
                    String key = item.path("revisions").isArray() ? item.path("title").asText() : field.getKey();
                    Map<String, List<String>> of = told.computeIfAbsent(key, _ -> new TreeMap<>());
                    if (item.path("revisions").isArray()) {
                        item.path("revisions").forEach(value -> of.computeIfAbsent("revisions", _ -> new ArrayList<>()).add(value.toString()));
                    } else {
                        of.computeIfAbsent("items", _ -> new ArrayList<>()).add(item.toString());
                    }
                }
            }
        }
    }
}
