package scriptorium.wikitext.pass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The words for options of files, in English and in the wiki's language. A word with {@code $1} takes a value. */
final class MediaWords {

    /**
     * @param name of the option, empty when the text is none
     * @param value what stood in place of {@code $1}
     */
    record Option(String name, String value) {}

    private record Form(String before, String after, String name) {}

    private static final Option NONE = new Option("", "");
    private static final String ENGLISH = """
            thumb=thumb,thumbnail
            manual=thumb=$1,thumbnail=$1
            frame=frame,framed,enframed
            frameless=frameless
            left=left
            right=right
            none=none
            center=center,centre
            baseline=baseline
            sub=sub
            super=super,sup
            top=top
            text-top=text-top
            middle=middle
            bottom=bottom
            text-bottom=text-bottom
            border=border
            upright=upright,upright=$1,upright $1
            alt=alt=$1
            class=class=$1
            link=link=$1
            lang=lang=$1
            page=page=$1,page $1
            width=$1px
            """;
    private static final Map<String, String> OTHERS = Map.of(
            "de", "thumb=mini,miniatur\nmanual=mini=$1,miniatur=$1\nframe=gerahmt\nframeless=rahmenlos\nleft=links\nright=rechts\nnone=ohne\ncenter=zentriert\n"
                    + "upright=hochkant,hochkant=$1,hochkant $1\nborder=rand\nalt=alternativtext=$1\nclass=klasse=$1\nlink=verweis=$1\nlang=sprache=$1\npage=seite=$1,seite $1\n",
            "es", "thumb=miniaturadeimagen,miniatura,mini\nmanual=miniaturadeimagen=$1,miniatura=$1\nframe=marco,enmarcado\nframeless=sinmarco,sin_enmarcar\nleft=izquierda,izda\n"
                    + "right=derecha,dcha\nnone=no,ninguna\ncenter=centro,centrado\nborder=borde\nlink=enlace=$1\nlang=idioma=$1\n",
            "fr", "thumb=vignette\nmanual=vignette=$1\nframe=cadre,encadré\nframeless=sans_cadre\nleft=gauche\nright=droite\nnone=néant\ncenter=centré\nborder=bordure\nlink=lien=$1\n"
                    + "lang=langue=$1\n",
            "eo", "thumb=eta\nframe=kadro\nleft=maldekstra,maldekstre\nright=dekstra,dekstre\nnone=neniu\ncenter=centra,centre\nwidth=$1ra\nlink=ligilo=$1\n",
            "ru", "thumb=мини\nmanual=мини=$1\nframe=обрамить\nframeless=безрамки\nleft=слева\nright=справа\nnone=без\ncenter=центр\nborder=граница\nwidth=$1пкс\nalt=альт=$1\nlink=ссылка=$1\n");

    private final Map<String, String> plain = new HashMap<>();
    private final List<Form> forms = new ArrayList<>();

    private MediaWords(String language) {
        add(OTHERS.getOrDefault(language, ""));
        add(ENGLISH);
    }

    private static final Map<String, MediaWords> MADE = made();

    private static Map<String, MediaWords> made() {
        Map<String, MediaWords> all = new HashMap<>();
        OTHERS.keySet().forEach(language -> all.put(language, new MediaWords(language)));
        all.put("en", new MediaWords("en"));
        return Map.copyOf(all);
    }

    static MediaWords of(String language) {
        return MADE.getOrDefault(language, MADE.get("en"));
    }

    private void add(String table) {
        for (String line : table.split("\n")) {
            int equals = line.indexOf('=');
            if (equals < 0) {
                continue;
            }
            String name = line.substring(0, equals);
            for (String word : line.substring(equals + 1).split(",")) {
                int place = word.indexOf("$1");
                if (place < 0) {
                    plain.putIfAbsent(word, name);
                } else {
                    forms.add(new Form(word.substring(0, place), word.substring(place + 2), name));
                }
            }
        }
    }

    Option read(String option) {
        String name = plain.get(option);
        if (name != null) {
            return new Option(name, "");
        }
        for (Form form : forms) {
            if (option.length() >= form.before().length() + form.after().length() && option.startsWith(form.before()) && option.endsWith(form.after())) {
                return new Option(form.name(), option.substring(form.before().length(), option.length() - form.after().length()));
            }
        }
        return NONE;
    }
}
