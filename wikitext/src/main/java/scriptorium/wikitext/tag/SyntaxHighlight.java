package scriptorium.wikitext.tag;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import scriptorium.wikitext.pass.Sanitizer;
import scriptorium.wikitext.text.CharacterReferences;

/** The tags {@code syntaxhighlight} and {@code source}: the frame that a highlighter's output has, around plain text or JavaScript in colours. */
final class SyntaxHighlight {

    private static final Pattern EDGES = Pattern.compile("^\\n++|\\s++$");
    private static final Set<String> LANGUAGES = Set.of(("abap abnf actionscript ada agda alloy antlr apacheconf apl applescript arduino asm aspectj asymptote autohotkey autoit awk "
            + "ballerina basemake bash bat bbcode befunge bibtex blitzbasic boo brainfuck bc c c# c++ cadl capnp ceylon cfm chapel clean clojure cmake cobol coffeescript "
            + "common-lisp console coq cpp crystal csharp css csv cuda cypher cython d dart delphi diff django docker dockerfile dot dtd dylan ebnf eiffel elixir elm emacs "
            + "erb erlang f# factor fennel fish forth fortran fsharp gap gas gdscript gherkin glsl gnuplot go golang graphql graphviz groff groovy haml handlebars haskell haxe hcl hlsl "
            + "html html+php html+django http hy idl ini io irc java javascript jinja jl js json jsonld jsp julia jsx kotlin latex less lisp llvm logtalk lua make makefile mako markdown "
            + "mathematica matlab md mediawiki mips modula2 mysql nasm nemerle nginx nim nix nroff nsis numpy objective-c objectivec objc ocaml octave openscad oxygene pascal perl perl6 php pig "
            + "pike plpgsql postgresql postscript pov powershell praat prolog properties protobuf ps1 puppet py pygments pycon python python2 python3 qbasic qml r racket raku rb rdf reg rest rexx rhtml "
            + "robotframework rst ruby rust sas sass sbt scala scheme scss sed sh shell smalltalk smarty sml solidity sourcepawn sparql splus spitfire sql sqlite3 squid stata supercollider svg swift "
            + "systemverilog tcl tcsh tex text toml ts turtle twig typescript vala vb vb.net vbnet vbscript verilog vhdl vim wast wat wikitext wolfram x10 xhtml xml xml+php xorg.conf xquery xslt xul "
            + "yaml yml zig zsh").split(" "));
    /** Names from before, for languages that are called otherwise now. */
    private static final Map<String, String> OLD_NAMES = Map.ofEntries(Map.entry("html5", "html"), Map.entry("html4strict", "html"), Map.entry("javascript", "javascript"),
            Map.entry("jquery", "javascript"), Map.entry("java5", "java"), Map.entry("xml", "xml"), Map.entry("winbatch", "bat"), Map.entry("dos", "bat"), Map.entry("asp", "aspx-vb"),
            Map.entry("oracle8", "sql"), Map.entry("oracle11", "sql"), Map.entry("plsql", "sql"), Map.entry("tsql", "tsql"), Map.entry("mysql", "mysql"), Map.entry("apache", "apacheconf"),
            Map.entry("basic4gl", "blitzbasic"), Map.entry("c_mac", "c"), Map.entry("cpp-qt", "cpp"), Map.entry("actionscript3", "actionscript3"), Map.entry("visualfoxpro", "foxpro"),
            Map.entry("visualprolog", "prolog"), Map.entry("php-brief", "php"), Map.entry("ruby on rails", "rails"), Map.entry("lsl2", "lsl"), Map.entry("klonec", "c"), Map.entry("tk", "tcl"),
            Map.entry("algol68", "text"), Map.entry("rails", "ruby"), Map.entry("pli", "text"), Map.entry("plaintext", "text"), Map.entry("none", "text"), Map.entry("whitespace", "text"));

    private static final Set<String> COLOURED = Set.of("javascript", "js");
    private static final int MAX_COLOURED = 20_000;

    private SyntaxHighlight() {}

    static List<TagDefinition> all() {
        return List.of(new TagDefinition("syntaxhighlight", SyntaxHighlight::render), new TagDefinition("source", call -> {
            call.state().categories.putIfAbsent("Pages using deprecated source tags", "");
            return render(call);
        }));
    }

    private static String render(TagCall call) {
        Map<String, String> attributes = call.attributes();
        if (attributes.containsKey("enclose")) {
            call.state().categories.putIfAbsent("Pages using deprecated enclose attributes", "");
        }
        boolean inline = attributes.containsKey("inline") || "none".equals(attributes.get("enclose"));
        String asked = attributes.getOrDefault("lang", "").strip().toLowerCase(Locale.ROOT);
        String language = OLD_NAMES.getOrDefault(asked, asked);
        boolean known = LANGUAGES.contains(language) || OLD_NAMES.containsValue(language);
        if (!known) {
            call.state().categories.putIfAbsent("Pages with syntax highlighting errors", "");
        }
        String text = call.text();
        if (text.indexOf('\u007F') >= 0) {
            text = CharacterReferences.decode(call.state().unstrip(text), false);
        }
        text = EDGES.matcher(text).replaceAll("");
        String element = inline ? "code" : "div";
        String open = "<" + element + frame(attributes, known ? language : "", element, inline) + ">";
        String shown = inline ? text.replace('\n', ' ').strip() : text;
        String body = COLOURED.contains(language) && shown.length() <= MAX_COLOURED ? JavaScriptColours.html(shown) : escaped(shown);
        if (inline) {
            return call.state().strip(open + body + "</code>");
        }
        return call.state().strip(open + (body.isEmpty() ? "" : known ? "<pre><span></span>" + lines(body, attributes) + "</pre>" : "<pre>" + body + "</pre>") + "</div>");
    }

    private static String frame(Map<String, String> attributes, String language, String element, boolean inline) {
        String direction = attributes.getOrDefault("dir", "").equalsIgnoreCase("rtl") ? "rtl" : "ltr";
        Map<String, String> kept = new LinkedHashMap<>();
        if (attributes.containsKey("id")) {
            kept.put("id", attributes.get("id"));
        }
        kept.put("class", (attributes.getOrDefault("class", "") + " mw-highlight" + (language.isEmpty() ? "" : " mw-highlight-lang-" + language) + " mw-content-" + direction
                + (attributes.containsKey("line") ? " mw-highlight-lines" : "") + (attributes.containsKey("copy") && !inline ? " mw-highlight-copy" : "")).strip());
        if (attributes.containsKey("style")) {
            kept.put("style", attributes.get("style"));
        }
        kept.put("dir", direction);
        StringBuilder written = new StringBuilder();
        kept.forEach((name, value) -> written.append(' ').append(name).append("=\"").append(value.replace("&", "&amp;").replace("\"", "&quot;")).append('"'));
        return Sanitizer.attributes(element, written.toString());
    }

    private static String lines(String body, Map<String, String> attributes) {
        Set<Integer> marked = marked(attributes.getOrDefault("highlight", ""));
        boolean numbered = attributes.containsKey("line");
        if (!numbered && marked.isEmpty()) {
            return body + "\n";
        }
        String first = attributes.getOrDefault("start", "1");
        int start = first.matches("\\d{1,6}") ? Integer.parseInt(first) : 1;
        StringBuilder out = new StringBuilder();
        String[] lines = body.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            boolean mark = marked.contains(i + 1);
            out.append(mark ? "<span class=\"hll\">" : "").append(numbered ? "<span class=\"linenos\" data-line=\"" + (start + i) + "\"></span>" : "")
                    .append(lines[i]).append('\n').append(mark ? "</span>" : "");
        }
        return out.toString();
    }

    private static Set<Integer> marked(String text) {
        Set<Integer> out = new java.util.HashSet<>();
        for (String part : text.split(",")) {
            Matcher range = Pattern.compile("\\s*+(\\d{1,5})(?:\\s*+-\\s*+(\\d{1,5}))?+\\s*+").matcher(part);
            if (range.matches()) {
                int from = Integer.parseInt(range.group(1));
                int to = range.group(2) == null ? from : Integer.parseInt(range.group(2));
                for (int line = from; line <= to && line - from < 1000; line++) {
                    out.add(line);
                }
            }
        }
        return out;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\u007F", "");
    }
}
