package scriptorium.wikitext.title;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Names of namespaces in other languages, in the order of {@link #IDS}; the English ones stay as aliases. */
public final class LocalNamespaces {

    private static final int[] IDS = {-2, -1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    private static final Map<String, String> NAMES = Map.of(
            "de", "Medium|Spezial|Diskussion|Benutzer|Benutzer Diskussion|$1|$1 Diskussion|Datei|Datei Diskussion|MediaWiki|MediaWiki Diskussion|Vorlage|Vorlage Diskussion|Hilfe"
                    + "|Hilfe Diskussion|Kategorie|Kategorie Diskussion",
            "es", "Medio|Especial|Discusión|Usuario|Usuario discusión|$1|$1 discusión|Archivo|Archivo discusión|MediaWiki|MediaWiki discusión|Plantilla|Plantilla discusión|Ayuda"
                    + "|Ayuda discusión|Categoría|Categoría discusión",
            "fr", "Média|Spécial|Discussion|Utilisateur|Discussion utilisateur|$1|Discussion $1|Fichier|Discussion fichier|MediaWiki|Discussion MediaWiki|Modèle|Discussion modèle"
                    + "|Aide|Discussion aide|Catégorie|Discussion catégorie",
            "ru", "Медиа|Служебная|Обсуждение|Участник|Обсуждение участника|$1|Обсуждение $1|Файл|Обсуждение файла|MediaWiki|Обсуждение MediaWiki|Шаблон|Обсуждение шаблона|Справка"
                    + "|Обсуждение справки|Категория|Обсуждение категории",
            "eo", "Aŭdvidaĵo|Specialaĵo|Diskuto|Uzanto|Uzanto-Diskuto|$1|$1-Diskuto|Dosiero|Dosiero-Diskuto|MediaWiki|MediaWiki-Diskuto|Ŝablono|Ŝablono-Diskuto|Helpo|Helpo-Diskuto"
                    + "|Kategorio|Kategorio-Diskuto",
            "is", "Miðill|Kerfissíða|Spjall|Notandi|Notandaspjall|$1|$1spjall|Mynd|Myndaspjall|Melding|Meldingarspjall|Snið|Sniðaspjall|Hjálp|Hjálparspjall|Flokkur|Flokkaspjall",
            "tr", "Medya|Özel|Tartışma|Kullanıcı|Kullanıcı mesaj|$1|$1 tartışma|Dosya|Dosya tartışma|MediaWiki|MediaWiki tartışma|Şablon|Şablon tartışma|Yardım|Yardım tartışma|Kategori"
                    + "|Kategori tartışma",
            "sr", "Медиј|Посебно|Разговор|Корисник|Разговор са корисником|$1|Разговор о $1|Датотека|Разговор о датотеци|Медијавики|Разговор о Медијавикију|Шаблон|Разговор о шаблону"
                    + "|Помоћ|Разговор о помоћи|Категорија|Разговор о категорији");

    private LocalNamespaces() {}

    /** The same namespaces with the names of a language; unchanged where none are known. */
    public static List<Namespace> of(String language, List<Namespace> english) {
        int variant = language.indexOf('-');
        String names = NAMES.get(variant < 0 ? language : language.substring(0, variant));
        if (names == null) {
            return english;
        }
        String project = english.stream().filter(n -> n.id() == Namespace.PROJECT).map(Namespace::name).findFirst().orElse("Project");
        String[] words = names.replace("$1", project).split("\\|");
        List<Namespace> out = new ArrayList<>();
        for (Namespace n : english) {
            String name = n.name();
            for (int i = 0; i < IDS.length; i++) {
                name = IDS[i] == n.id() ? words[i] : name;
            }
            List<String> aliases = new ArrayList<>(n.aliases());
            if (!name.equals(n.name())) {
                aliases.add(n.name());
            }
            out.add(new Namespace(n.id(), n.canonical(), name, aliases, n.subpages(), n.content(), n.firstLetter()));
        }
        return out;
    }
}
